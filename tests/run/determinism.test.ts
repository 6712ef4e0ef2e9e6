import { describe, expect } from 'vitest'
import type { Check } from '../../helpers/checks/check.ts'
import { checksIn } from '../report/records.ts'
import { test } from './command.ts'
import { endpoints, judge, verdictsOf } from './in-process.ts'
import { tally } from './requests.ts'
import { started } from './servers.ts'

const faults = ['sqs-forgets', 'autodialer-php-warning']

test('two runs with one seed send the same requests and reach the same verdicts', async ({ command }) => {
  const runs = []
  for (let turn = 0; turn < 2; turn++) {
    const mock = await started({ faults, keepRequests: true })
    const { record } = await command(['run', '--seed', '20'], { environment: mock.environment })
    const verdicts = checksIn(record).map(({ check }) => `${check.id} ${check.verdict}`)
    const sent = record.endpoints.map(({ requests }) => requests)
    runs.push({ verdicts: verdicts.sort(), sent, requests: tally(mock.requests), all: mock.requests.length })
  }
  const [one, other] = runs
  expect(one?.requests.length).toBeGreaterThan(20)
  expect(other).toEqual(one)
  expect(one?.sent.reduce((sum, each) => sum + each, 0)).toBe(one?.all)
})

describe.for(endpoints)('%s', (endpoint) => {
  test('neither order nor overlap of the checks changes a verdict', async () => {
    const orders: readonly [number, (checks: readonly Check[]) => readonly Check[]][] = [
      [8, (checks) => checks],
      [3, everyOtherFirst],
    ]
    const runs = []
    for (const [concurrency, choose] of orders) {
      const { environment } = await started({ faults })
      runs.push(verdictsOf(await judge(endpoint, environment, { concurrency, choose })))
    }
    const [first, ...others] = runs
    expect(new Set(Object.values(first ?? {}))).toContain('fail')
    for (const other of others) expect(other).toEqual(first)
  })
})

function everyOtherFirst(checks: readonly Check[]): readonly Check[] {
  const backwards = checks.toReversed()
  return [...backwards.filter((_, at) => at % 2 === 1), ...backwards.filter((_, at) => at % 2 === 0)]
}
