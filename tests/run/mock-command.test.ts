import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { environmentFor } from '../../mock/environment.ts'
import { bareEnvironment, bin } from './command.ts'
import { judge } from './in-process.ts'

test('the reference server is served with its faults until it is ended', async () => {
  const server = spawn(process.execPath, [bin, 'mock', '--fault', 'sqs-status-201'], {
    env: bareEnvironment(),
  })
  onTestFinished(() => void server.kill())
  const [said] = await once(server.stdout.setEncoding('utf8'), 'data')
  expect(said).toContain('fault sqs-status-201: ')
  const url = /^The reference server listens at (\S+)$/m.exec(said)?.[1] ?? ''
  const { results } = await judge('sqs', environmentFor(url), {
    choose: (checks) => checks.filter(({ id }) => id === 'update-status'),
  })
  expect(results).toMatchObject([{ verdict: 'fail' }])
  server.kill()
  const [, signal] = await once(server, 'exit')
  expect(signal).toBe('SIGTERM')
})
