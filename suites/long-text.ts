import { check } from '../helpers/checks/check.ts'
import { kept } from './precedence.ts'

/** More than the longest column of text that databases cut silently. */
const length = 65_536

/** Longer than any plain name: what is put in front of it counts on. */
export function longText(start: string): string {
  return `${start}${'x'.repeat(length)}`
}

/** A text that is too long for most columns, where a server takes it. */
export const longTextCheck = check(
  'text-length-65536',
  'MUST keep a text of 64 KiB as sent, or refuse the update',
  { of: 'text-kept', after: [...kept, 'text-length-1024', 'robust-long-text'] },
  async (t) => {
    const update = t.group.update()
    const long = update.with({ name: longText(String(update.values.name)) }).free()
    // Whether a server falls over it is asked with it.
    const answer = await t.sendForAll(
      'robust-long-text',
      () => long,
      false,
      (ask) => ask(),
    )
    if (!t.isAccepted(answer)) return t.note(`refused with ${answer.status}`)
    await t.expectKept(t.group, answer, long.values)
  },
)
