import { type Change, changesBetween } from './changes.ts'
import { between, countOf } from './characters.ts'
import type { Contrast } from './contrast.ts'
import type { Difference } from './difference.ts'

/** A part of a text, and whether it is what differs. */
export interface Mark {
  readonly text: string
  readonly differs: boolean
}

/** Characters in common that are too few to tell two differences apart. */
const tooFew = 2

/** Both texts in parts: what they have in common, and what differs. Undefined where hardly anything is in common. */
export function marksOf({ expected, seen }: Contrast): Record<keyof Contrast, readonly Mark[]> | undefined {
  const found = changesBetween(expected, seen)
  if (!found || found.changes.length === 0) return undefined
  const changes = found.changes.reduce<readonly Change[]>(joined, [])
  const last = { text: found.kept, differs: false }
  const side = (of: 'from' | 'to') =>
    [
      ...changes.flatMap((change) => [
        { text: change.kept, differs: false },
        { text: change[of], differs: true },
      ]),
      last,
    ].filter(({ text, differs }) => differs || text !== '')
  return { expected: side('from'), seen: side('to') }
}

function joined(before: readonly Change[], next: Change): readonly Change[] {
  const last = before.at(-1)
  if (!last || countOf(next.kept) > tooFew) return [...before, next]
  const { kept, from, to } = last
  return [...before.slice(0, -1), { kept, from: from + next.kept + next.from, to: to + next.kept + next.to }]
}

/** What differs in a few words: whose value it is that was seen, or else the first places that differ. */
export function differencesOf({ says, ...contrast }: Difference): string | undefined {
  if (says !== undefined) return says
  const marks = marksOf(contrast)
  if (!marks) return undefined
  const [a, b] = [marks.expected, marks.seen].map((side) => side.filter(({ differs }) => differs))
  const all = (a ?? []).map(({ text }, at) => changeOf(text, b?.[at]?.text ?? ''))
  const more = all.length - named
  return [...all.slice(0, named), ...(more > 0 ? [`and ${more} more`] : [])].join('; ')
}

const named = 3

function changeOf(from: string, to: string): string {
  if (to === '') return `${brief(from)} is missing`
  return from === '' ? `${brief(to)} is there as well` : `${brief(to)} stands in place of ${brief(from)}`
}

function brief(text: string): string {
  const count = countOf(text)
  return count > mostWhole
    ? `“${text.slice(0, between(text, shownOfLong))}…” (${count} characters)`
    : `“${text}”`
}

/** Characters of what differs that are told whole, and those of more than that. */
const mostWhole = 30
const shownOfLong = 20
