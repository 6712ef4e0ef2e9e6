import { nearest } from '../../nearest.ts'
import { UsageError } from '../../usage-error.ts'

/** Something wrong in a file of a contract: where, and what is found and expected there. */
export interface Mistake {
  /** JSON pointer (RFC 6901). */
  readonly at: string
  readonly says: string
}

/** The pointer that leads to a member of what another pointer leads to. */
export function inside(at: string, ...tokens: readonly (string | number)[]): string {
  return [at, ...tokens.map((token) => String(token).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/')
}

/** What is expected in place of a word that is none of these: the likely one. */
export function oneOf(found: string, known: readonly string[]): string {
  const likely = nearest(found, known)
  return likely === undefined
    ? 'expected nothing there'
    : `expected ${known.join(', ')}; did you mean ${likely}?`
}

/** Throws UsageError with a line for each mistake, where there are any: what several operations share is told once. */
export function assertNone(file: string, mistakes: readonly Mistake[]): void {
  if (mistakes.length === 0) return
  const lines = mistakes.map(({ at, says }) => `${file}#${at}: ${says}`)
  throw new UsageError([...new Set(lines)].join('\n'))
}
