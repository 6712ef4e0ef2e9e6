import { describe, expect } from 'vitest'
import { test } from '../run/command.ts'
import { only, started } from '../run/servers.ts'
import { front, type Misbehave } from './front.ts'
import { runAt } from './run-against.ts'

/** Requests that are answered as they should be: enough to prepare groups and to judge some checks. */
const answered = 100

const deaths: Readonly<Record<string, Misbehave>> = {
  'falls silent': () => {},
  'resets every connection': (socket) => socket.resetAndDestroy(),
  'has nothing but overloads': (socket) =>
    socket.write('HTTP/1.1 503 Service Unavailable\r\nRetry-After: 3600\r\nContent-Length: 0\r\n\r\n'),
}

describe.for(Object.entries(deaths))('a server that %s after a hundred requests', ([, misbehave]) => {
  test('ends the run early, with what was learned so far', async ({ command }) => {
    const { url, environment } = await started()
    const dying = await front(url, misbehave, (_request, turn) => turn > answered)
    const settings = { ...only('sqs', environment), SQS_BASE_URL: dying.url }
    const ran = await runAt(command, settings, ['--timeout', '1'])
    expect(ran.code).toBe(3)
    const [sqs] = ran.record.endpoints
    expect(sqs).toMatchObject({ verdict: 'inconclusive', counts: { fail: 0 } })
    expect(sqs?.counts.pass).toBeGreaterThan(10)
    expect(sqs?.counts.inconclusive).toBeGreaterThan(100)
    expect(sqs?.requests).toBeLessThan(answered + 100)
    expect(ran.stdout).toContain('INCONCLUSIVE sqs: the target no longer answers a valid update')
    // What could not be put right is told.
    expect(sqs?.leftovers.join('\n')).toMatch(/group \S+ of this run was not removed/)
  })
})

describe.for([
  ['loses what stands behind its gateway', 502],
  ['locks the account out', 401],
] as const)('a server that %s', ([, status]) => {
  test('is not flagged of what it answers from then on', async ({ command }) => {
    const { url, environment } = await started()
    const refuse: Misbehave = (socket) => socket.write(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`)
    const lost = await front(url, refuse, (_request, turn) => turn > answered)
    const ran = await runAt(command, { ...only('sqs', environment), SQS_BASE_URL: lost.url })
    expect(ran.code).toBe(3)
    const [sqs] = ran.record.endpoints
    expect(sqs).toMatchObject({ verdict: 'inconclusive', counts: { fail: 0, warn: 0 } })
    expect(sqs?.lost).toContain(`answers ${status} at the end`)
    expect(ran.stdout).toContain(`answers ${status} at the end`)
  })
})
