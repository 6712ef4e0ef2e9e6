import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, vi } from 'vitest'
import { checksFor } from '../../helpers/checks/check.ts'
import { loadContract } from '../../helpers/contract/contract.ts'
import { Journal } from '../../helpers/session/journal.ts'
import { keptJournals } from '../../helpers/session/kept-journals.ts'
import { Session } from '../../helpers/session/session.ts'
import { endpointSettings } from '../../helpers/settings/read-endpoint-settings.ts'
import { Target } from '../../helpers/target/target.ts'
import { Inconclusive } from '../../helpers/verdict/signals.ts'
import { behaviours } from '../../suites/behaviours.ts'
import { account } from '../target/wire.ts'
import { test } from './command.ts'
import { limits } from './in-process.ts'
import { folderForTest } from './kill.ts'
import { only, started } from './servers.ts'

test('where no journal can be written, a run sends nothing', async ({ commandInProcess }) => {
  const mock = await started({ keepRequests: true })
  const reports = folderForTest()
  writeFileSync(join(reports, 'journal'), 'no folder')
  const environment = only('sqs', mock.environment)
  const ran = await commandInProcess(['run', 'sqs', '--reports', reports], { environment })
  expect(ran).toMatchObject({ code: 2, stdout: '' })
  expect(ran.stderr).toMatch(/journal cannot be written \(E\w+\); expected a --reports folder that can.*\n$/)
  expect(mock.requests).toEqual([])
})

test('where it cannot be written any more, what needs it is inconclusive, and what was made is removed', async () => {
  const mock = await started()
  const seed = mock.snapshot()
  const contract = loadContract('sqs')
  const settings = endpointSettings(contract, mock.environment, 'live', [])
  const target = new Target(contract, settings, { limits })
  const checks = checksFor(contract, behaviours).filter(({ id }) => id.startsWith('text-'))
  const session = await Session.open(target, checks, {
    concurrency: 4,
    journals: join(folderForTest(), 'journal'),
  })
  const full = vi.spyOn(Journal.prototype, 'add').mockImplementation(() => {
    throw new Inconclusive('what the run has to put right could not be written')
  })
  onTestFinished(() => full.mockRestore())
  const options = { gate: 'MUST', generation: { seed: 1, cases: 1 } } as const
  const results = await Promise.all(checks.map((check) => session.run(check, options)))
  const { leftovers } = await session.close()
  expect(new Set(results.map(({ verdict }) => verdict))).toEqual(new Set(['inconclusive', 'pass']))
  expect(results.map(({ reason }) => reason).join()).toContain('could not be written')
  expect(leftovers).toEqual([])
  expect(mock.snapshot()).toEqual(seed)
})

test('a line that a full disk cut spoils none that comes after it', () => {
  const folder = folderForTest()
  const journal = Journal.open(folder, { contract: loadContract('sqs'), settings: account }, 'guc00000000')
  const write = vi.spyOn(JSON, 'stringify')
  write.mockImplementationOnce(() => {
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  })
  const debt = { kind: 'made', id: 'x', elsewhere: false } as const
  expect(() => journal.add(debt)).toThrow(/could not be written to \S+ \(ENOSPC\)/)
  write.mockRestore()
  journal.add(debt)
  const [kept] = keptJournals(folder).journals
  expect(kept?.debts).toEqual([debt])
  expect(kept?.unfit).toHaveLength(1)
})
