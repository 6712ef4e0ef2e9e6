import { describe, expect } from 'vitest'
import { test } from './command.ts'
import { inFrontOf, only, type Passed, started } from './servers.ts'
import { besideOthers } from './when-finished.ts'

/** Requests that are answered before: enough to make groups and to begin. */
const before = 60

/** Checks that take a second or two. */
const some = ['text-*', 'robust-*', 'auth-*'].flatMap((each) => ['--only', each])

/** A correct server that is overloaded from some request on, for so many milliseconds. */
async function overloadedFor(milliseconds: number, headers: Passed['headers']) {
  const { url, environment } = await started()
  const seen = { requests: 0, refused: 0, since: Number.POSITIVE_INFINITY }
  const front = await inFrontOf(url, (_asked, answer) => {
    if (answer) return undefined
    if (++seen.requests > before) seen.since = Math.min(seen.since, performance.now())
    if (performance.now() < seen.since || performance.now() > seen.since + milliseconds) return undefined
    seen.refused++
    return { status: 503, headers, body: Buffer.alloc(0) }
  })
  return { settings: { ...only('sqs', environment), SQS_BASE_URL: front }, seen }
}

// Side by side: most of their time they wait.
describe.concurrent('a server that is overloaded once groups are made', () => {
  // The patience with it, a last try to clean up, and twice that on a busy machine.
  test.for([
    ['and says nothing of it', [], 7_000],
    ['and asks to come back in a second', [['Retry-After', '1']], 14_000],
    ['and asks to come back in three', [['Retry-After', '3']], 14_000],
  ] as const)('for good %s is soon left alone', async ([, headers, longest], { command, onTestFinished }) => {
    const { settings, seen } = await besideOthers(onTestFinished, () =>
      overloadedFor(Number.POSITIVE_INFINITY, headers),
    )
    const ran = await command(['run', 'sqs'], { environment: settings })
    expect(performance.now() - seen.since).toBeLessThan(longest)
    expect(seen.refused).toBeLessThan(80)
    expect(ran.code).toBe(3)
    expect(ran.stdout).toMatch(/^INCONCLUSIVE sqs: .*the server was overloaded \(503\) after all retries/m)
    expect(ran.stdout).toMatch(/^left on sqs: group \S+ of this run was not removed/m)
    expect(ran.record.endpoints[0]?.counts).toMatchObject({ fail: 0, warn: 0 })
  })

  test.for([
    ['says nothing of it', 1_500, []],
    ['asks to come back in a second', 4_500, [['Retry-After', '1']]],
    ['asks to come back in eight', 7_500, [['Retry-After', '8']]],
  ] as const)(
    'for a while and %s costs no check',
    async ([, milliseconds, headers], { command, onTestFinished }) => {
      const { settings, seen } = await besideOthers(onTestFinished, () =>
        overloadedFor(milliseconds, headers),
      )
      const ran = await command(['run', 'sqs', ...some], { environment: settings })
      expect(seen.refused).toBeGreaterThan(0)
      expect(ran).toMatchObject({ code: 0, stderr: '' })
      const { counts } = ran.record.endpoints[0] ?? {}
      expect(counts).toMatchObject({ fail: 0, warn: 0, inconclusive: 0, 'not-tested': 0 })
    },
  )
})
