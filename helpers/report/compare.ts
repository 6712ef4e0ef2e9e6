import { isViolation } from '../diagnosis/diagnose.ts'
import { checksOf } from '../record/checks-of.ts'
import type { CheckRecord, RunRecord } from '../record/record.ts'
import { type Verdict, verdicts } from '../verdict/verdict.ts'

/** What can become of a check from one record to another, the bad news first. */
export const kinds = [
  'newly failing',
  'worse',
  'vanished',
  'changed in kind',
  'appeared',
  'better',
  'fixed',
] as const

type Kind = (typeof kinds)[number]

/** What makes one record worse than another. A check that is not there any more shows nothing any more. */
const bad: readonly Kind[] = ['newly failing', 'worse', 'vanished']

export interface Change {
  readonly kind: Kind
  /** Endpoint and check. */
  readonly name: string
  readonly before: CheckRecord | undefined
  readonly after: CheckRecord | undefined
}

export interface Comparison {
  readonly changes: readonly Change[]
  readonly worse: boolean
}

/** What became of each check from one record to another. */
export function compareRecords(before: RunRecord, after: RunRecord): Comparison {
  const [was, is] = [checksByName(before), checksByName(after)]
  const changes = [...new Set([...was.keys(), ...is.keys()])]
    .flatMap((name): Change[] => {
      const ends = { before: was.get(name), after: is.get(name) }
      const kind = kindOf(ends.before, ends.after)
      return kind ? [{ kind, name, ...ends }] : []
    })
    .sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))
  return { changes, worse: changes.some(({ kind }) => bad.includes(kind)) }
}

function checksByName({ endpoints }: RunRecord): Map<string, CheckRecord> {
  return new Map(
    endpoints.flatMap((endpoint) =>
      checksOf(endpoint).map(({ check }) => [`${endpoint.name} ${check.id}`, check] as const),
    ),
  )
}

function kindOf(before: CheckRecord | undefined, after: CheckRecord | undefined): Kind | undefined {
  if (!after) return 'vanished'
  if (after.verdict === 'fail' && before?.verdict !== 'fail') return 'newly failing'
  if (!before) return 'appeared'
  if (before.verdict === after.verdict || isAdopted(before, after))
    return before.cause === after.cause ? undefined : 'changed in kind'
  if (isViolation(before) && after.verdict === 'pass') return 'fixed'
  // A finding that another gate or baseline judges otherwise, or that cannot be judged now, is not mended.
  if (before.verdict === 'fail' || (isViolation(before) && isViolation(after))) return 'changed in kind'
  return rank(after.verdict) < rank(before.verdict) ? 'worse' : 'better'
}

/** What was found and is listed now, with a reason, is what it was: somebody has read it. */
function isAdopted(before: CheckRecord, after: CheckRecord): boolean {
  return isViolation(before) && after.verdict === 'known-failing'
}

/** The worst is 0. */
function rank(verdict: Verdict): number {
  return verdicts.indexOf(verdict)
}
