import type { Json } from '../../helpers/contract/types.ts'

const two = (number: number) => String(number).padStart(2, '0')

function parts(time: number) {
  const date = new Date(time)
  return {
    day: date.toISOString().slice(0, 10),
    clock: date.toISOString().slice(11, 19),
    dotted: `${two(date.getUTCDate())}.${two(date.getUTCMonth() + 1)}.${date.getUTCFullYear()}`,
  }
}

/** The forms in which dates are written, the most telling first. */
const forms: readonly ((time: number) => Json)[] = [
  (time) => new Date(time).toISOString(),
  (time) => new Date(time).toISOString().replace('Z', '+0000'),
  (time) => new Date(time).toISOString().replace('Z', '+00:00'),
  (time) => `${parts(time).day}T${parts(time).clock}Z`,
  (time) => `${parts(time).day} ${parts(time).clock}`,
  (time) => parts(time).day,
  (time) => parts(time).dotted,
  (time) => new Date(time).toUTCString(),
  (time) => ({ $date: { $numberLong: String(time) } }),
  (time) => ({ $date: new Date(time).toISOString() }),
  (time) => time,
  (time) => Math.floor(time / 1_000),
  (time) => String(time),
]

/** The first form that a schema takes; undefined where it takes none of them. */
export function dateForm(takes: (value: Json) => boolean): ((time: number) => Json) | undefined {
  // A time that no form can mistake: its day is no month, and it has no round second.
  const trial = Date.UTC(2024, 10, 23, 17, 45, 38, 912)
  return forms.find((form) => takes(form(trial)))
}
