import type { Difference } from '../difference/difference.ts'
import type { Answer } from '../target/answer.ts'

/** Thrown where an answer breaks a requirement: what was expected, and what came instead. */
export class Violation extends Error {
  readonly expected: string
  readonly seen: string
  /** The answer that shows it. */
  readonly answer: Answer | undefined
  /** What is wrong, and in which kind of answer, in words that violations of one cause share. */
  override readonly cause: string | undefined
  /** How two values differ, where that is what is wrong. */
  readonly difference: Difference | undefined
  /** Which of several forms it is, as it follows what was answered: `on an empty name`. */
  readonly tried: string | undefined

  constructor(
    expected: string,
    seen: string,
    answer?: Answer,
    cause?: string,
    difference?: Difference,
    tried?: string,
  ) {
    super(`expected ${expected}; saw ${seen}`)
    this.expected = expected
    this.seen = seen
    this.answer = answer
    this.cause = cause
    this.difference = difference
    this.tried = tried
  }
}

/** Thrown where a check was tried and could not be carried out. */
export class Inconclusive extends Error {}

/** Thrown where a group could not be read, as whoever asked was refused. */
export class ReadRefused extends Inconclusive {}

/** Thrown where the operator has not given what a check needs; the message names it. */
export class NotTested extends Error {}
