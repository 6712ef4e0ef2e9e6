import { expect } from 'vitest'
import type { RawRequest } from '../../mock/exchange.ts'
import { checksIn } from '../report/records.ts'
import { test } from './command.ts'
import { kindOf, tally } from './requests.ts'
import { started } from './servers.ts'

const faults = ['sqs-password-prefix', 'autodialer-php-warning']

// Checks that overlap share what they read, and which do is a question of time: so reads are compared without their number.
test('two runs with one seed send the same updates, ask for the same things and reach the same verdicts, in whatever process', async ({
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
    const updates = tally(mock.requests.filter((request) => !isRead(request)))
    const reads = new Set(mock.requests.filter(isRead).map(kindOf))
    runs.push({ verdicts: verdicts.sort(), updates, reads: [...reads].sort() })
  }
  const [one, other] = runs
  expect(one?.updates.length).toBeGreaterThan(20)
  expect(one?.reads.length).toBeGreaterThan(4)
  expect(other).toEqual(one)
})

function isRead({ method, url }: RawRequest): boolean {
  return method === 'GET' || url.endsWith('/groups/search')
}
