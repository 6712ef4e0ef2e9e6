import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import type { CheckResult } from '../../helpers/checks/run-check.ts'
import type { FaultLevel } from '../../mock/fault.ts'
import { type Judgement, judgeMock } from './judge-mock.ts'

/** The findings on one fault: all that fail or warn, and why there are more than two. */
export interface Pinned {
  readonly fails: readonly string[]
  readonly warns: readonly string[]
  readonly why?: string
}

export type PinnedFindings = Readonly<Record<string, Pinned>>

interface ProvenFault {
  readonly id: string
  readonly level: FaultLevel
  readonly checks: readonly string[]
}

interface ProvenVariant {
  readonly id: string
  readonly findings?: readonly string[]
}

/** What every run against a fault of this endpoint must find, no more and no less. */
export function pinnedFindings(endpoint: string): PinnedFindings {
  return JSON.parse(readFileSync(new URL(`${endpoint}-findings.json`, import.meta.url), 'utf8'))
}

/** A fault is found by the pinned checks and no others, at its own level, and leaves nothing behind. */
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
  const { fails = [], warns = [], why } = pinned[fault.id] ?? {}
  expect({ fails: judged.failed, warns: judged.warned }, tell(judged)).toEqual({ fails, warns })
  const found = [...judged.failed, ...judged.warned]
  expect(found, 'the checks that are about it').toEqual(expect.arrayContaining([...fault.checks]))
  expect(fault.checks, 'checks about it').not.toEqual([])
  expect(found.length <= 2 || why !== undefined, `${found.length} findings need a why`).toBe(true)
  expect(levelsOf(judged, found), 'levels').toContain(fault.level.toUpperCase())
  if (fault.level !== 'must') expect(judged.failed).toEqual([])
  expect(judged.store, 'the store afterwards').toEqual(judged.seed)
}

/** A lawful difference is no finding but for those that it names, which are below MUST and SHOULD. */
export async function proveVariant(
  endpoint: string,
  variant: ProvenVariant,
  groupsStay = false,
): Promise<void> {
  const judged = await judgeMock(endpoint, { variants: [variant.id] })
  expect(judged.failed, tell(judged)).toEqual([])
  expect(judged.warned, tell(judged)).toEqual([...(variant.findings ?? [])].sort())
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
