import { describe, expect, test } from 'vitest'
import { runConformance } from '../../helpers/library/run-conformance.ts'
import { checksOf } from '../../helpers/record/checks-of.ts'
import type { EndpointRecord, RunRecord } from '../../helpers/record/record.ts'
import { renderConsole } from '../../helpers/report/console.ts'
import { renderSummary } from '../../helpers/report/summary.ts'
import type { FaultId } from '../../mock/fault-ids.ts'
import { endpoints } from './in-process.ts'
import { isCreation, only, started, without } from './servers.ts'

/** Mistakes that make many checks fail, each of which then asks for a new group, or for requests to find the cause. */
const lies: Readonly<Record<(typeof endpoints)[number], [fault: FaultId, budget: number][]>> = {
  autodialer: [
    ['autodialer-success-missing', 60],
    ['autodialer-forgets', 60],
    ['autodialer-password-ignored', 400],
  ],
  sqs: [
    ['sqs-no-body', 60],
    ['sqs-forgets', 60],
    ['sqs-password-ignored', 400],
  ],
}

describe.each(endpoints)('%s', (endpoint) => {
  const onServer = async (budget: number) => judged(only(endpoint, (await started()).environment), budget)

  test.each([30, 60, 120, 240])('a budget of %i is used and kept, and is a part at best', async (budget) => {
    const { record, ofEndpoint } = await onServer(budget)
    expect(record.run.budget).toBe(budget)
    expect(record.verdict).toBe('partial')
    expect(ofEndpoint.requests).toBeLessThanOrEqual(budget)
    // What is held back for a faulty server, whose groups need their marks again, is not sent to a correct one; nor is
    // what checks share beyond what was measured.
    expect(ofEndpoint.requests).toBeGreaterThan(budget - Math.max(8, budget * 0.06))
  })

  test('every check was run or is named as left out; one line says how many', async () => {
    const { record, ofEndpoint } = await onServer(60)
    const run = checksOf(ofEndpoint).map(({ check }) => check.id)
    const all = [...run, ...ofEndpoint.leftOut.map(({ id }) => id)]
    expect(new Set(all).size).toBe(all.length)
    expect(run.length).toBeGreaterThan(30)
    const line = `a budget of 60 requests left out ${ofEndpoint.leftOut.length} of ${all.length} checks`
    expect(renderConsole(record, { reports: 'reports', colour: false })).toContain(`${endpoint}: ${line}`)
    expect(renderSummary(record)).toContain(line)
  })

  test('a budget that holds all checks is a whole run', async () => {
    const { record, ofEndpoint } = await onServer(1_000)
    expect(record.verdict).toBe('conformant')
    expect(ofEndpoint.leftOut).toEqual([])
    expect(ofEndpoint.beyondBudget).toBeUndefined()
  })

  test.each(lies[endpoint])('%s: a server at fault gets no more than %i', async (fault, budget) => {
    const mock = await started({ faults: [fault] })
    const before = mock.snapshot()
    const { record, ofEndpoint } = await judged(only(endpoint, mock.environment), budget)
    expect(record.verdict).toBe('not-conformant')
    expect(ofEndpoint.requests).toBeLessThanOrEqual(budget)
    expect(mock.snapshot()).toEqual(before)
  })

  test('a target where more requests are needed gets no more, and leaves out more', async () => {
    const mock = await started()
    const { record, ofEndpoint } = await judged(only(endpoint, await without(mock, endpoint, isCreation)), 60)
    expect(record.verdict).toBe('partial')
    expect(ofEndpoint.requests).toBeLessThanOrEqual(60)
    expect(ofEndpoint.counts.inconclusive).toBe(0)
  })

  test('one that holds no check is refused, with the least that would', async () => {
    const { environment } = await started()
    await expect(judged(only(endpoint, environment), 12)).rejects.toThrow(
      /--budget 12 holds no check of \w+; expected at least \d+ requests/,
    )
  })
})

async function judged(
  settings: Readonly<Record<string, string>>,
  budget: number,
): Promise<{ readonly record: RunRecord; readonly ofEndpoint: EndpointRecord }> {
  const record = await runConformance({ settings, budget, seed: 1 })
  const [ofEndpoint] = record.endpoints
  if (!ofEndpoint) throw new Error('no endpoint was judged')
  return { record, ofEndpoint }
}
