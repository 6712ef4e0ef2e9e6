import { check } from '../helpers/checks/check.ts'
import { kept } from './precedence.ts'

/** More than the longest column of text that databases cut silently. */
const longest = 65_536

/** Longer than any plain name: what is put in front of it counts on. */
export function longText(start: string): string {
  return `${start}${'x'.repeat(longest)}`
}

/** Texts that most servers refuse, and that some take and make another of. Whether a server falls over them is asked with them. */
const doubtful: readonly (readonly [
  id: string,
  what: string,
  question: string,
  change: (name: string) => string,
  ...after: string[],
])[] = [
  [
    'text-control',
    'control characters',
    'robust-control',
    (name) => `${name}\b\f\u0001\u001b\u007f`,
    'text-delete',
  ],
  ['text-empty', 'an empty text', 'robust-empty-texts', () => ''],
  ['text-length-65536', 'a text of 64 KiB', 'robust-long-text', longText, 'text-length-1024'],
]

/** Refused or kept: but not taken and made another. */
export const doubtfulTextChecks = doubtful.map(([id, what, question, change, ...after]) =>
  check(
    id,
    `MUST keep ${what} as sent, or refuse the update`,
    { of: 'text-kept', after: [...kept, ...after, question] },
    async (t) => {
      const update = t.group.update()
      const odd = update.with({ name: change(String(update.values.name)) }).free()
      const answer = await t.sendForAll(question, () => odd, false)
      if (!t.isAccepted(answer)) return t.note(`refused with ${answer.status}`)
      await t.expectKept(t.group, answer, odd.values)
    },
  ),
)
