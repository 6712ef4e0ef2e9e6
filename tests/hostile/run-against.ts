import { expect, vi } from 'vitest'
import type { EndpointRecord } from '../../helpers/record/record.ts'
import { junitProblems } from '../report/junit-schema.ts'
import { recordProblems } from '../report/records.ts'
import type { Command, ProcessSurroundings, Ran } from '../run/command.ts'
import { started } from '../run/servers.ts'
import { front, isUpdate, type Misbehave } from './front.ts'

/** The most memory that a run may take, in kilobytes. */
const memory = 280 * 1000

/** As docs/speed.md has it for where memory is short: V8 lets what was let go of lie about where there is plenty. */
const shortOfMemory = '--max-old-space-size=100'

/** The longest that a run may take, in milliseconds, on a machine that is busy with other tests. */
const longest = 60_000

vi.setConfig({ testTimeout: longest + 10_000 })

export interface HostileRun extends Ran {
  /** The endpoint whose server misbehaves on every request. */
  readonly everything: EndpointRecord
  /** The one whose server misbehaves on updates, and serves their siblings as it should. */
  readonly updates: EndpointRecord
}

/** Checks of each kind: enough to tell what a server does to a run, in a fraction of the time of all of them. */
export const some = [
  ...['update-status', 'answer-members', 'answer-echo', 'stored', 'auth-missing', 'auth-password-wrong'],
  ...['unknown-group', 'text-accents', 'robust-long-text', 'generated-valid', 'concurrent-answers'],
].flatMap((id) => ['--only', id])

/** Runs checks of both endpoints against a server of that kind; see `runAt` for what is expected of any run. */
export async function runAgainst(
  command: Command<ProcessSurroundings>,
  misbehave: Misbehave,
  args: readonly string[] = [],
  onUpdates: Misbehave = misbehave,
): Promise<HostileRun> {
  const { url, environment } = await started()
  const everything = await front(url, misbehave, () => true)
  const updates = await front(url, onUpdates, isUpdate)
  const urls = { AUTODIALER_BASE_URL: everything.url, SQS_BASE_URL: updates.url }
  const ran = await runAt(command, { ...environment, ...urls }, args)
  const [autodialer, sqs] = ran.record.endpoints
  if (!autodialer || !sqs) throw new Error('an endpoint is missing in the record')
  return { ...ran, everything: autodialer, updates: sqs }
}

/**
 * Runs the command, and expects what no server may take from a run: an end, memory, well-formed reports, a clean
 * terminal, and the rest of the world left alone.
 */
export async function runAt(
  command: Command<ProcessSurroundings>,
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<Ran> {
  const ran = await command(['run', ...args], {
    limit: longest,
    environment: {
      ...environment,
      NODE_OPTIONS: `${shortOfMemory} --import=${new URL('watch.mjs', import.meta.url).href}`,
    },
  })
  const { AUTODIALER_BASE_URL = '', SQS_BASE_URL = '' } = environment
  expectUnharmed(
    ran,
    [AUTODIALER_BASE_URL, SQS_BASE_URL].filter((url) => url !== ''),
  )
  return ran
}

function expectUnharmed(ran: Ran, urls: readonly string[]): void {
  // A run that takes long on a busy machine tells how far it is.
  expect(ran.stderr.replace(/^.* requests(; about \d+ (s|min) left)?\n/gm, '')).toBe('')
  expect(ran.milliseconds).toBeLessThan(longest)
  expect(Number(ran.file('peak') ?? Number.NaN)).toBeLessThan(memory)
  expect(recordProblems(ran.record)).toEqual([])
  expect(junitProblems(ran.file('reports/junit.xml') ?? '')).toEqual([])
  expect(ran.stdout).not.toMatch(/[^\P{Cc}\n\t]|[\p{Cf}\p{Zl}\p{Zp}]/u)
  expect(ran.stdout).not.toMatch(/^\s*::|##\w*\[/m)
  const contacted = new Set((ran.file('contacted') ?? '').trim().split('\n'))
  expect([...contacted].sort()).toEqual([...new Set(urls.map((url) => new URL(url).host))].sort())
}
