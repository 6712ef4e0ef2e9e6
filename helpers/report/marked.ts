import { type Mark, marksOf } from '../difference/marks.ts'
import { printable } from '../printable.ts'
import type { CheckRecord } from '../record/record.ts'

/** A sentence with a value in it, in parts that can be printed: what stands before the value, the value, what follows. */
export interface Marked {
  readonly before: string
  readonly value: readonly Mark[]
  readonly after: string
}

type Told = Pick<CheckRecord, 'expected' | 'seen' | 'difference'>

/** What was expected and what was seen, each with what differs marked; undefined where no two values can be compared. */
export function markedOf({
  expected = '',
  seen = '',
  difference,
}: Told): Record<'expected' | 'seen', Marked> | undefined {
  const marks = difference && difference.says === undefined ? marksOf(difference) : undefined
  const [due, came] = [marks && within(expected, marks.expected), marks && within(seen, marks.seen)]
  return due && came && { expected: due, seen: came }
}

/** By what can be printed of it as a whole: nothing that could not be comes about where parts meet. */
function within(sentence: string, marks: readonly Mark[]): Marked | undefined {
  const value = marks.map(({ text, differs }) => ({ text: printable(text), differs }))
  const whole = printable(sentence)
  const text = value.map((mark) => mark.text).join('')
  const at = whole.indexOf(text)
  return at < 0 ? undefined : { before: whole.slice(0, at), value, after: whole.slice(at + text.length) }
}
