import { expect } from 'vitest'
import type { CheckResult } from '../../helpers/checks/run-check.ts'
import { defaultOptions } from '../../helpers/settings/default-options.ts'
import { levelOfFault } from '../../mock/fault-level.ts'
import { type Judgement, judgeMock } from './judge-mock.ts'
import { longerRuns, type PinnedFindings } from './pinned-findings.ts'

interface ProvenFault {
  readonly id: string
  readonly harmsOthers?: true
  readonly checks: readonly string[]
}

interface ProvenVariant {
  readonly id: string
  readonly findings?: readonly string[]
  readonly inconclusive?: readonly string[]
}

/**
 * A fault is found by the pinned findings and no others, at its own level, and leaves nothing behind; every exchange
 * that breaks what its request was is a failing check's.
 */
export async function proveFault(
  endpoint: string,
  fault: ProvenFault,
  pinned: PinnedFindings,
  concurrency?: number,
): Promise<void> {
  const judged = await judgeMock(endpoint, {
    faults: [fault.id],
    ...(concurrency !== undefined && { concurrency }),
  })
  const { roots = [], consequences = [], why } = pinned[fault.id] ?? {}
  expect(judged.roots, tell(judged)).toEqual(roots)
  const found = [...judged.failed, ...judged.warned]
  expect(found, 'the pinned consequences').toEqual(expect.arrayContaining([...consequences]))
  expect(found, 'the checks that are about it').toEqual(expect.arrayContaining([...fault.checks]))
  expect(fault.checks, 'checks about it').not.toEqual([])
  expect(roots.length <= 2 || why !== undefined, `${roots.length} findings need a why`).toBe(true)
  if (levelOfFault(fault) !== 'MUST') expect(judged.failed).toEqual([])
  expect(judged.unread, 'answers that no failing check accounts for').toEqual([])
  expect(judged.untrue, 'audits that pass though an answer breaks what they judge').toEqual([])
  expect(judged.results.flatMap(misleading), 'exchanges that lead and do not show it').toEqual([])
  if (!fault.harmsOthers) expect(judged.store, 'the store afterwards').toEqual(judged.seed)
}

/** An answer as `describeAnswer` puts it. */
const answered = /\b([1-5]\d\d) (?:\(no content type\)|[\w.+-]+\/[\w.+-]+): /

/** Where what was seen names a status, an exchange with that status leads. */
function misleading({ id, seen, exchanges = [], telling = 1 }: CheckResult): string[] {
  const status = answered.exec(seen ?? '')?.[1]
  const leading = exchanges.slice(-telling).map(({ answer }) => String(answer?.status))
  return status === undefined || leading.includes(status) ? [] : [`${id}: ${seen}; shown: ${leading}`]
}

/**
 * A mistake of one update in so many is found at its level, by whichever checks it meets: order and overlap decide that,
 * and a default run meets one or two such updates, perhaps where the next one covers them up. Such a run or a longer one
 * finds it.
 */
export async function provePeriodicFault(endpoint: string, fault: ProvenFault): Promise<void> {
  const found: string[] = []
  for (const generation of [{ seed: 1, cases: defaultOptions.cases }, ...longerRuns]) {
    if (found.length > 0) break
    const judged = await judgeMock(endpoint, { faults: [fault.id], generation })
    expect(judged.store, 'the store afterwards').toEqual(judged.seed)
    found.push(...judged.failed)
  }
  expect(found, 'some check finds it').not.toEqual([])
}

/** A lawful difference is no finding but for those that it names, which are below MUST and SHOULD. */
export async function proveVariant(
  endpoint: string,
  variant: ProvenVariant,
  groupsStay = false,
): Promise<void> {
  const { settle, failedLogins } = defaultOptions
  const judged = await judgeMock(endpoint, { variants: [variant.id], settle, failedLogins })
  expect(judged.failed, tell(judged)).toEqual([])
  expect(judged.warned, tell(judged)).toEqual([...(variant.findings ?? [])].sort())
  const open = judged.results.flatMap(({ id, verdict, reason }) =>
    verdict === 'inconclusive' && !variant.inconclusive?.includes(id) ? [`${id}: ${reason}`] : [],
  )
  expect(open, 'what could not be carried out').toEqual([])
  expect(new Set(levelsOf(judged, judged.warned))).toEqual(new Set(judged.warned.map(() => 'INFERRED')))
  if (groupsStay) expect(judged.leftovers, 'what stays is told').not.toEqual([])
  else expect(judged.store, 'the store afterwards').toEqual(judged.seed)
}

function levelsOf({ results }: Judgement, ids: readonly string[]): CheckResult['level'][] {
  return results.filter(({ id }) => ids.includes(id)).map(({ level }) => level)
}

/** The reasons of all findings, for whoever has to find out where a surplus one comes from. */
function tell({ results }: Judgement): string {
  const findings = results.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
  return findings.map(({ id, verdict, reason }) => `${id} (${verdict}): ${reason?.slice(0, 300)}`).join('\n')
}
