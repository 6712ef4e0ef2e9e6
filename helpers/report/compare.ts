import { type Verdict, verdicts } from '../verdict/verdict.ts'
import { checksOf } from './checks-of.ts'
import { oneLine } from './explain.ts'
import type { CheckRecord, RunRecord } from './record.ts'

/** What can become of a check from one record to another, the bad news first. */
const kinds = [
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

interface Change {
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

/** A line for each change, and what they come to. */
export function renderComparison({ changes, worse }: Comparison): string {
  const lines = changes.map(({ kind, name, before, after }) =>
    oneLine(`${kind}: ${name}: ${state(before)}, then ${state(after)}`),
  )
  const counts = kinds.flatMap((kind) => {
    const count = changes.filter((change) => change.kind === kind).length
    return count > 0 ? [`${count} ${kind}`] : []
  })
  const sum = counts.length > 0 ? counts.join(', ') : 'nothing changed'
  return [...lines, `${worse ? 'worse' : 'not worse'}: ${sum}`, ''].join('\n')
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
  if (before.verdict === after.verdict) return before.cause === after.cause ? undefined : 'changed in kind'
  if (isFinding(before) && after.verdict === 'pass') return 'fixed'
  // A finding that another gate or baseline judges otherwise, or that cannot be judged now, is not mended.
  if (before.verdict === 'fail' || (isFinding(before) && isFinding(after))) return 'changed in kind'
  return rank(after.verdict) < rank(before.verdict) ? 'worse' : 'better'
}

function isFinding({ verdict }: CheckRecord): boolean {
  return verdict === 'fail' || verdict === 'warn' || verdict === 'known-failing'
}

/** The worst is 0. */
function rank(verdict: Verdict): number {
  return verdicts.indexOf(verdict)
}

function state(check: CheckRecord | undefined): string {
  if (!check) return 'not there'
  return isFinding(check) ? `${check.verdict} (${check.cause ?? check.reason})` : check.verdict
}
