import { expect } from 'vitest'
import type { RawRequest } from '../../mock/exchange.ts'
import { checksIn } from '../report/records.ts'
import { test } from './command.ts'
import { tally } from './requests.ts'
import { started } from './servers.ts'

// Which update of a group is the last depends on which checks overlap; where none is stored, so do the reads at the end.
const faults = ['sqs-password-prefix', 'autodialer-php-warning']

/** Reads that two runs may differ by, on both endpoints: one right login may stand for two wrong ones that overlap. */
const byOverlap = 6

test('two runs with one seed send the same requests and reach the same verdicts, in whatever process', async ({
  command,
  commandInProcess,
}) => {
  const runs = []
  for (const run of [command, commandInProcess]) {
    const mock = await started({ faults, keepRequests: true })
    const { record } = await run(['run', '--seed', '20'], { environment: mock.environment })
    const verdicts = checksIn(record).map(({ check }) => `${check.id} ${check.verdict}`)
    const sent = record.endpoints.reduce((sum, { requests }) => sum + requests, 0)
    expect(sent).toBe(mock.requests.length)
    const others = mock.requests.filter((request) => !isRead(request))
    runs.push({ verdicts: verdicts.sort(), others: tally(others), reads: sent - others.length })
  }
  const [one, other] = runs
  expect(one?.others.length).toBeGreaterThan(20)
  expect({ ...other, reads: 0 }).toEqual({ ...one, reads: 0 })
  expect(Math.abs((one?.reads ?? 0) - (other?.reads ?? 0))).toBeLessThanOrEqual(byOverlap)
})

function isRead({ method, url }: RawRequest): boolean {
  return method === 'GET' || url.endsWith('/groups/search')
}
