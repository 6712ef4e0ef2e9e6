import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect } from 'vitest'
import { openSession } from '../../helpers/library/open-session.ts'
import { test } from './command.ts'
import { inProcess } from './command-in-process.ts'
import { behindGateway } from './expiring.ts'
import { abandonedRun, folderForTest, journalsIn } from './kill.ts'
import { only, started } from './servers.ts'

/** A command, in whichever shell, that runs this script and tells how often it was run. */
function scripted(script: string) {
  const folder = folderForTest()
  const [file, times] = [join(folder, 'tell me.cjs'), join(folder, 'times')]
  writeFileSync(times, '')
  writeFileSync(file, `require('fs').appendFileSync(${JSON.stringify(times)}, '.')\n${script}`)
  return { command: `"${process.execPath}" "${file}"`, times: () => readFileSync(times, 'utf8').length }
}

const printing = (file: string) =>
  scripted(
    `console.error('a notice that is no error'); console.log(require('fs').readFileSync(${JSON.stringify(file)}, 'utf8'))`,
  )

describe('a command that prints the headers of a gateway', () => {
  test('is run once at the start, and again when a token has expired', async ({ commandInProcess }) => {
    const { settings, file, seen } = await behindGateway({ renews: true, lifetime: 25 })
    const { command, times } = printing(file)
    const environment = { ...settings, SQS_EXTRA_HEADERS_COMMAND: command }
    const ran = await commandInProcess(['run', 'sqs', '--only', 'auth-*', '--only', 'text-*'], {
      environment,
    })
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(seen.tokens).toBeGreaterThan(4)
    // Requests that are refused at the same time share a run of it; some that are to be refused have one of their own.
    expect(times()).toBeGreaterThanOrEqual(seen.tokens)
    expect(times()).toBeLessThan(seen.tokens + 10)
    for (const text of [ran.stdout, ...ran.files.map((name) => ran.file(name) ?? '')])
      expect(text).not.toMatch(/token-number-\d/)
  })

  test('is not run to list what would be checked', async ({ commandInProcess }) => {
    const { command, times } = scripted('process.exit(1)')
    const { environment } = await started()
    const settings = { ...only('sqs', environment), SQS_EXTRA_HEADERS_COMMAND: command }
    const ran = await commandInProcess(['run', 'sqs', '--list'], { environment: settings })
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(times()).toBe(0)
  })

  test('may be a line of a shell', async ({ commandInProcess }) => {
    const { settings, file } = await behindGateway({ renews: true })
    const line =
      process.platform === 'win32' ? `type "${file}" | more` : `printf '%s' "$(cat '${file}')" | cat`
    const environment = { ...settings, SQS_EXTRA_HEADERS_COMMAND: line }
    const ran = await commandInProcess(['run', 'sqs', '--only', 'update-status'], { environment })
    expect(ran).toMatchObject({ code: 0, stderr: '' })
  })

  test('is used by restore, and by sessions of the library', async () => {
    const { settings, file, mock, renew } = await behindGateway({ renews: true })
    const seed = mock.snapshot()
    const environment = { ...settings, SQS_EXTRA_HEADERS_COMMAND: printing(file).command }
    const reports = folderForTest()
    await abandonedRun(reports, 'sqs', { ...only('sqs', mock.environment) })
    const [journal = ''] = journalsIn(reports)
    mkdirSync(join(reports, 'other', 'journal'), { recursive: true })
    writeFileSync(
      join(reports, 'other', 'journal', 'sqs-0.jsonl'),
      journal.replace(mock.url, settings.SQS_BASE_URL ?? ''),
    )
    renew()
    const ran = await inProcess(['restore', '--reports', join(reports, 'other')], environment)
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(mock.snapshot()).toEqual(seed)

    const session = await openSession({ endpoint: 'sqs', settings: environment, only: ['update-status'] })
    expect(await session.close()).toMatchObject({ leftovers: [] })
    const broken = { ...environment, SQS_EXTRA_HEADERS_COMMAND: scripted('process.exit(9)').command }
    await expect(openSession({ endpoint: 'sqs', settings: broken })).rejects.toThrow(
      /^SQS_EXTRA_HEADERS_COMMAND failed with exit code 9; expected/,
    )
  })
})

describe('a command that gives no headers', () => {
  const wrong = [
    [
      'fails',
      `console.log('X-Gate: half-a-token'); console.error('\\n\\u001b[31mlogin.example.org refused Sq5-tester-pass and half-a-token\\nTraceback')
       process.exitCode = 7`,
      /^group-update-conformance: SQS_EXTRA_HEADERS_COMMAND failed with exit code 7: ‹U\+001B›\[31mlogin\.example\.org refused \$SQS_PASSWORD and \$SQS_EXTRA_HEADERS; expected headers on its standard output/,
    ],
    [
      'hangs',
      `console.error('waiting for you'); setTimeout(() => {}, 60_000)`,
      /took longer than 1 s: waiting for you;/,
    ],
    [
      'prints and prints',
      `for (let at = 0; at < 9_999; at++) console.log('X-Gate: ${'s3cret-'.repeat(4)}')`,
      /printed more than 65536 bytes;/,
    ],
    [
      'prints nothing',
      `console.error('no account is signed in')`,
      /printed nothing, and ended with exit code 0: no account is signed in;/,
    ],
    [
      'prints no header',
      `console.log('s3cret-token')`,
      /SQS_EXTRA_HEADERS_COMMAND: entry 1 is no header; expected Name: value/,
    ],
    [
      'prints a control character',
      `console.log('X-Gate: s3cret\\u0007')`,
      /SQS_EXTRA_HEADERS_COMMAND holds a control character/,
    ],
    [
      'prints what is no text',
      `process.stdout.write(Buffer.from([0xe4, 0x20]))`,
      /printed what is not text in UTF-8/,
    ],
    ['is killed', `process.kill(process.pid, 'SIGKILL')`, /(was ended by SIGKILL|failed with exit code 137)/],
  ] as const

  test.for(wrong)('as it %s is wrong configuration', async ([, script, says], { commandInProcess }) => {
    const { environment } = await started({ keepRequests: true })
    const { command } = scripted(script)
    const settings = {
      ...only('sqs', environment),
      SQS_PASSWORD: 'Sq5-tester-pass',
      SQS_EXTRA_HEADERS_COMMAND: command,
    }
    const ran = await commandInProcess(['run', 'sqs', '--timeout', '1'], { environment: settings })
    expect(ran).toMatchObject({ code: 2, stdout: '', files: [] })
    expect(ran.stderr).toMatch(says)
    expect(ran.stderr.trim().split('\n')).toHaveLength(1)
    expect(ran.stderr).not.toMatch(/s3cret|half-a-token|Sq5-tester|tell me/)
    expect(ran.milliseconds).toBeLessThan(5_000)
  })

  test('as there is no such program names the shell’s word for it', async ({ commandInProcess }) => {
    const { environment } = await started()
    const settings = { ...only('sqs', environment), SQS_EXTRA_HEADERS_COMMAND: 'no-such-program-here' }
    const ran = await commandInProcess(['run', 'sqs'], { environment: settings })
    expect(ran.code).toBe(2)
    expect(ran.stderr).toMatch(/SQS_EXTRA_HEADERS_COMMAND failed with exit code \d+: .*no-such-program-here/)
  })

  test.runIf(process.platform !== 'win32')('takes with it what it started', async ({ commandInProcess }) => {
    const { environment } = await started()
    const alive = join(folderForTest(), 'alive')
    const line = `(while :; do date +%N > '${alive}'; sleep 0.05; done) | cat`
    const settings = { ...only('sqs', environment), SQS_EXTRA_HEADERS_COMMAND: line }
    const ran = await commandInProcess(['run', 'sqs', '--timeout', '1'], { environment: settings })
    expect(ran.code).toBe(2)
    const last = readFileSync(alive, 'utf8')
    await sleep(300)
    expect(readFileSync(alive, 'utf8')).toBe(last)
  })

  test('any more ends the run, which says why', async ({ commandInProcess }) => {
    const { settings, file, seen } = await behindGateway({ renews: false })
    const { command, times } = scripted(
      `const { length } = require('fs').readFileSync(__dirname + '/times', 'utf8')
       if (length > 1) { console.error('the session token-number-1 has ended'); process.exit(4) }
       console.log(require('fs').readFileSync(${JSON.stringify(file)}, 'utf8'))`,
    )
    const environment = { ...settings, SQS_EXTRA_HEADERS_COMMAND: command }
    const ran = await commandInProcess(['run', 'sqs'], { environment })
    expect(ran.code).toBe(3)
    expect(ran.stdout).toMatch(
      /answers 401 at the end\): SQS_EXTRA_HEADERS_COMMAND was run again: SQS_EXTRA_HEADERS_COMMAND failed with exit code 4: the session \$SQS_EXTRA_HEADERS has ended/,
    )
    expect(seen.tokens).toBe(1)
    // It is not run for each request that is refused.
    expect(times()).toBeLessThan(8)
  })
})

describe('where a command may stand', () => {
  test.for(['SQS_EXTRA_HEADERS', 'SQS_EXTRA_HEADERS_FILE'])(
    'not beside %s',
    async (name, { commandInProcess }) => {
      const { environment } = await started()
      const settings = { ...only('sqs', environment), [name]: 'gate', SQS_EXTRA_HEADERS_COMMAND: 'exit 1' }
      const ran = await commandInProcess(['run', 'sqs'], {
        environment: settings,
        files: { gate: 'X-Gate: open' },
      })
      expect(ran.code).toBe(2)
      expect(ran.stderr).toContain(
        `${name} and SQS_EXTRA_HEADERS_COMMAND are both given; expected one of them`,
      )
    },
  )

  test('not for another setting', async ({ commandInProcess }) => {
    const { environment } = await started()
    const settings = { ...only('sqs', environment), SQS_PASSWORD_COMMAND: 'exit 1' }
    const ran = await commandInProcess(['run', 'sqs'], { environment: settings })
    expect(ran).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('SQS_PASSWORD_COMMAND is no setting'),
    })
  })

  const teams = fileURLToPath(new URL('../third-endpoint/teams', import.meta.url))
  const ofTeams = { TEAMS_BASE_URL: 'http://127.0.0.1:9', TEAMS_API_KEY: 'k' }

  test('for a contract from outside as well', async ({ commandInProcess }) => {
    const environment = { ...ofTeams, TEAMS_EXTRA_HEADERS_COMMAND: 'exit 5' }
    const ran = await commandInProcess(['run', '--contract', teams], { environment })
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain('TEAMS_EXTRA_HEADERS_COMMAND failed with exit code 5; expected')
  })

  test.for(['teams/.env', 'teams/settings/staging.env'])(
    'not in %s, beside the contract',
    async (file, { commandInProcess }) => {
      const { command, times } = scripted('')
      const lines = Object.entries({ ...ofTeams, TEAMS_EXTRA_HEADERS_COMMAND: command })
      const files = {
        [file]: lines.map(([name, value]) => `${name}='${value}'\n`).join(''),
        ...Object.fromEntries(
          ['openapi.json', 'requirements.json'].map((name) => [
            `teams/${name}`,
            readFileSync(join(teams, name), 'utf8'),
          ]),
        ),
      }
      const ran = await commandInProcess(['run', '--contract', 'teams', '--env', file], { files })
      expect(ran.code).toBe(2)
      expect(ran.stderr).toMatch(
        /gives TEAMS_EXTRA_HEADERS_COMMAND, and is in the folder of the contract teams; expected/,
      )
      expect(times()).toBe(0)
    },
  )
})
