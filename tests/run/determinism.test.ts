import { expect } from 'vitest'
import { checksIn } from '../report/records.ts'
import { test } from './command.ts'
import { tally } from './requests.ts'
import { started } from './servers.ts'

// Which update of a group is the last depends on which checks overlap; where none is stored, so do the reads at the end.
const faults = ['sqs-password-prefix', 'autodialer-php-warning']

test('two runs with one seed send the same requests and reach the same verdicts, in whatever process', async ({
  command,
  commandInProcess,
}) => {
  const runs = []
  for (const run of [command, commandInProcess]) {
    const mock = await started({ faults, keepRequests: true })
    const { record } = await run(['run', '--seed', '20'], { environment: mock.environment })
    const verdicts = checksIn(record).map(({ check }) => `${check.id} ${check.verdict}`)
    const sent = record.endpoints.map(({ requests }) => requests)
    runs.push({ verdicts: verdicts.sort(), sent, requests: tally(mock.requests), all: mock.requests.length })
  }
  const [one, other] = runs
  expect(one?.requests.length).toBeGreaterThan(20)
  expect(other).toEqual(one)
  expect(one?.sent.reduce((sum, each) => sum + each, 0)).toBe(one?.all)
})
