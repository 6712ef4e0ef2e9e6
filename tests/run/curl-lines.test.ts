import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { checksFor } from '../../helpers/checks/check.ts'
import { loadContract } from '../../helpers/contract/contract.ts'
import { isViolation } from '../../helpers/diagnosis/diagnose.ts'
import { printable } from '../../helpers/printable.ts'
import { Session } from '../../helpers/session/session.ts'
import { endpointSettings } from '../../helpers/settings/read-endpoint-settings.ts'
import type { Exchange } from '../../helpers/target/exchange.ts'
import { Target } from '../../helpers/target/target.ts'
import { faults } from '../../mock/catalogue.ts'
import { behaviours } from '../../suites/behaviours.ts'
import { type Endpoint, endpoints, limits } from './in-process.ts'
import { started } from './servers.ts'

type Fault = (typeof faults)[number]

/**
 * Faults of each endpoint that are tried, several of them at once: evenly spread over its catalogue, and those of texts
 * that a line cannot hold.
 */
const tried = 36
const atOnce = 9
const isLong = ({ id }: Fault) => /long-text|cut-(at|bytes)/.test(id)

/** Of these, what comes of a request depends on what was stored since. */
const ofWhatIsStored = [
  'unknown-group-not-created',
  'similar-name',
  'similar-long-name',
  'conflict-changes-nothing',
  'freed-name',
  'name-taken-along',
]

/** What happens now and then, to requests in flight together or to the next one of a connection, happens to others then. */
const isSteady = ({ id, behaviour, checks }: Fault) =>
  behaviour !== 'concurrency' &&
  !checks.some((check) => ofWhatIsStored.includes(check)) &&
  !/every|after|first|second|fifth|seventh|tenth|rare|again|cookie|connection|removes|raced/.test(id) &&
  // Its decision is replaced by others.
  id !== 'sqs-tenant-pairs-shared'

function faultsOf(endpoint: Endpoint): Fault[] {
  const steady = faults.filter(({ id }) => id.startsWith(`${endpoint}-`)).filter(isSteady)
  const spread = Array.from({ length: tried }, (_, at) => steady[Math.floor((at * steady.length) / tried)])
  return [...new Set([...spread, ...steady.filter(isLong)])].filter((fault) => fault !== undefined)
}

/** Runs the checks that are about some faults, and gives the exchanges of each that fails while its groups are there. */
async function judge(
  endpoint: Endpoint,
  some: readonly Fault[],
  found: (check: string, exchanges: readonly Exchange[], environment: NodeJS.ProcessEnv) => Promise<void>,
): Promise<void> {
  const mock = await started({ faults: some.map(({ id }) => id) })
  const contract = loadContract(endpoint)
  const target = new Target(contract, endpointSettings(contract, mock.environment, 'live', []), { limits })
  const about = new Set(some.flatMap(({ checks }) => checks))
  const checks = checksFor(contract, behaviours).filter(
    ({ id, turn }) => about.has(id) && (turn === 'any' || turn === 'logins'),
  )
  const session = await Session.open(target, checks, { concurrency: 1, settle: 0 })
  try {
    for (const check of checks) {
      const result = await session.run(check, { gate: 'MUST', generation: { seed: 1, cases: 2 } })
      if (isViolation(result)) await found(check.id, result.exchanges ?? [], mock.environment)
    }
  } finally {
    await session.close()
  }
}

/** The last status of each line, run in sh beside the files that the lines name. */
async function statusesOf(
  exchanges: readonly Exchange[],
  environment: NodeJS.ProcessEnv,
): Promise<(string | undefined)[]> {
  const folder = mkdtempSync(join(tmpdir(), 'group-update-conformance-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'bodies'))
  for (const { request } of exchanges) {
    const { file } = request
    if (file) writeFileSync(join(folder, file.name), gunzipSync(Buffer.from(file.gzip, 'base64')))
  }
  const script = exchanges.map(({ curl }) => `${curl}\nprintf '\\n%s\\n' '---- next'`).join('\n')
  const env = { PATH: process.env.PATH, ...environment }
  const child = spawn('sh', ['-c', script], { cwd: folder, env, stdio: ['ignore', 'pipe', 'ignore'] })
  let said = ''
  child.stdout.setEncoding('latin1').on('data', (text) => {
    said += text
  })
  await once(child, 'close')
  return said
    .split('---- next\n')
    .slice(0, -1)
    .map((answer) => [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].at(-1)?.[1])
}

test.skipIf(spawnSync('curl', ['--version']).status !== 0).each(endpoints)(
  '%s: every command line of the findings of many faults gets in sh the status that was recorded',
  { timeout: 120_000 },
  async (endpoint) => {
    let lines = 0
    let files = 0
    const all = faultsOf(endpoint)
    for (let at = 0; at < all.length; at += atOnce) {
      await judge(endpoint, all.slice(at, at + atOnce), async (check, exchanges, environment) => {
        if (exchanges.some(({ failure }) => failure)) return
        lines += exchanges.length
        files += exchanges.filter(({ request }) => request.file).length
        for (const { curl } of exchanges) expect(printable(curl), 'nothing is lost in print').toBe(curl)
        const recorded = exchanges.map(({ answer }) => String(answer?.status))
        expect(await statusesOf(exchanges, environment), check).toEqual(recorded)
      })
    }
    expect(lines).toBeGreaterThan(50)
    expect(files).toBeGreaterThan(0)
  },
)
