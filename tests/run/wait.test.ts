import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makePlan } from '../../helpers/session/make-plan.ts'
import { waitUntilServed } from '../../helpers/session/wait-until-served.ts'
import { defaultOptions } from '../../helpers/settings/default-options.ts'
import { inProcess } from './command-in-process.ts'
import { nobody, serve } from './servers.ts'

/** Waits for a server at this address; gives what was told, and how long it took. */
async function waitFor(url: string, seconds: number) {
  const account = { SQS_BASE_URL: url, SQS_USERNAME: 'u', SQS_PASSWORD: 'Tr0ub4dor', SQS_TENANT: 't' }
  const made = makePlan({ ...defaultOptions, endpoints: ['sqs'] }, account, 'live')
  const told: string[] = []
  const start = performance.now()
  await waitUntilServed(made, seconds, (line) => told.push(line))
  return { told: told.join('\n'), milliseconds: performance.now() - start }
}

test('a target that serves is not waited for, whatever it answers', async () => {
  for (const status of [200, 401, 404, 500]) {
    const url = await serve((_asked, response) => response.writeHead(status).end())
    expect((await waitFor(url, 60)).told).toBe('')
  }
})

test.for([502, 504])('one whose gateway answers %i is waited for', async (status) => {
  let asked = 0
  const url = await serve((_asked, response) => response.writeHead(++asked < 3 ? status : 404).end())
  const { told } = await waitFor(url, 60)
  expect(told).toContain(`sqs does not serve yet: it answers ${status}; waiting for up to 60 s (--wait)`)
  expect(told).toMatch(/sqs serves after \d+\.\d s$/)
  expect(asked).toBe(3)
})

test('one where nobody listens yet is waited for', async () => {
  const url = await nobody()
  const server = createServer((_asked, response) => response.writeHead(404).end())
  setTimeout(() => server.listen(Number(new URL(url).port), '127.0.0.1'), 700)
  onTestFinished(() => void server.close())
  const { told } = await waitFor(url, 60)
  expect(told).toContain('(ECONNREFUSED); waiting for up to 60 s')
  expect(told).toMatch(/sqs serves after/)
})

test('no longer than it says, also where the server hangs', async () => {
  for (const url of [await nobody(), await serve(() => undefined)]) {
    const { told, milliseconds } = await waitFor(url, 1)
    expect(told).toMatch(/sqs does not serve after 1\.\d s$/)
    expect(milliseconds).toBeLessThan(5_000)
  }
})

test('the run that waited in vain is inconclusive, as without', async () => {
  const environment = { SQS_BASE_URL: await nobody(), SQS_USERNAME: 'u', SQS_PASSWORD: 'p', SQS_TENANT: 't' }
  const reports = mkdtempSync(join(tmpdir(), 'group-update-conformance-'))
  onTestFinished(() => rmSync(reports, { recursive: true }))
  const ran = await inProcess(
    ['run', '--wait', '1', '--only', 'auth-missing', '--reports', reports],
    environment,
  )
  expect(ran.code).toBe(3)
  expect(ran.stderr).toContain('sqs does not serve yet')
  expect(ran.stdout).toContain('ECONNREFUSED')
})
