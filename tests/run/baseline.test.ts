import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { parse } from 'yaml'
import type { CheckResult } from '../../helpers/checks/run-check.ts'
import { openBaseline } from '../../helpers/record/baseline-fits.ts'
import { updateBaseline } from '../../helpers/record/update-baseline.ts'
import { knownContracts } from '../../helpers/settings/contracts.ts'
import { checksIn, countOf, recordProblems } from '../report/records.ts'
import { test } from './command.ts'
import { madeUp } from './in-process.ts'
import { folderForTest } from './kill.ts'
import { started } from './servers.ts'

const part = ['run', 'sqs', '--only', 'update-status', '--only', 'auth-missing', '--only', 'auth-challenge']
const withBaseline = [...part, '--baseline', 'known.yml']

describe('a listed check', () => {
  test('that fails is known to, with what the baseline says of it, and does not gate', async ({
    commandInProcess,
  }) => {
    const { environment } = await started({ faults: ['sqs-status-201'] })
    const known = `- check: update-status
  endpoint: sqs
  reason: mended in 2.4
  link: https://example.org/issues/1
  expires: 2999-12-31
`
    const ran = await commandInProcess(withBaseline, { environment, files: { 'known.yml': known } })
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(recordProblems(ran.record)).toEqual([])
    expect(ran.record.verdict).toBe('partial')
    expect(countOf(ran.record)).toMatchObject({ fail: 0, 'known-failing': 1, pass: 2 })
    const [found] = checksIn(ran.record).filter(({ check }) => check.verdict === 'known-failing')
    expect(found?.check).toMatchObject({
      id: 'update-status',
      cause: 'answered 201; must be 200',
      listed: { reason: 'mended in 2.4', link: 'https://example.org/issues/1', expires: '2999-12-31' },
    })
    expect(ran.stdout).toContain(
      'KNOWN-FAILING sqs update-status: mended in 2.4 (https://example.org/issues/1) until 2999-12-31',
    )
  })

  test('that passes is a mistake, told with its line; one that this run leaves out is none', async ({
    commandInProcess,
  }) => {
    const { environment } = await started()
    const known = `# what we know of
- {check: tenant-unknown, reason: not part of this run}
- check: auth-missing
  reason: it used to fail
`
    const ran = await commandInProcess(withBaseline, { environment, files: { 'known.yml': known } })
    expect(ran).toMatchObject({ code: 2, stderr: '' })
    const mistake =
      'known.yml:3: auth-missing passes on sqs; remove the entry, or name the endpoint where it fails'
    expect(ran.record.run.baseline).toEqual({ file: 'known.yml', mistakes: [mistake] })
    expect(ran.stdout).toContain(mistake)
    expect(ran.file('reports/summary.md')).toContain(mistake)
    expect(recordProblems(ran.record)).toEqual([])
  })

  test('that passes does not hide that another one fails', async ({ commandInProcess }) => {
    const { environment } = await started({ faults: ['sqs-status-201'] })
    const files = { 'known.yml': '- {check: auth-missing, reason: it used to fail}' }
    expect((await commandInProcess(withBaseline, { environment, files })).code).toBe(1)
  })

  test('that is flaky may fail or pass', async ({ commandInProcess }) => {
    const files = { 'known.yml': '- {check: update-status, reason: under load, flaky: true}' }
    const right = await started()
    expect(await commandInProcess(withBaseline, { environment: right.environment, files })).toMatchObject({
      code: 0,
    })
    const { environment } = await started({ faults: ['sqs-status-201'] })
    const ran = await commandInProcess(withBaseline, { environment, files })
    expect(ran.code).toBe(0)
    expect(ran.stdout).toContain('FLAKY sqs update-status: under load')
  })

  test('that could not be judged stays what it is', async ({ commandInProcess }) => {
    const { environment } = await started()
    const files = { 'known.yml': '- {check: forbidden, reason: it fails}' }
    const unset = { ...environment, SQS_UNPRIVILEGED_USERNAME: '', SQS_UNPRIVILEGED_PASSWORD: '' }
    const ran = await commandInProcess([...withBaseline, '--only', 'forbidden'], {
      environment: unset,
      files,
    })
    expect(ran.code).toBe(0)
    expect(countOf(ran.record)).toMatchObject({ 'not-tested': 1, 'known-failing': 0 })
  })
})

describe('nothing is sent where the baseline', () => {
  const wrong: [what: string, text: string, says: string][] = [
    [
      'matches nothing',
      '- {check: auth-mising, reason: r}',
      ':1: no check auth-mising; did you mean auth-missing?',
    ],
    [
      'names a check that this endpoint has not',
      '- {check: tenant-unknown, endpoint: autodialer, reason: r}',
      ':1: no check tenant-unknown on autodialer; did you mean ',
    ],
    [
      'names an unknown endpoint',
      '- {check: auth-missing, endpoint: sqss, reason: r}',
      ':1: no check auth-missing on sqss; expected one of autodialer, sqs',
    ],
    [
      'is expired',
      '- check: auth-missing\n  reason: r\n\n- check: update-status\n  reason: r\n  expires: 2020-02-29',
      ':4: update-status was accepted until 2020-02-29, and that is over',
    ],
    ['has no reason', '- {check: auth-missing}', ":1: must have required property 'reason'"],
    [
      'has an empty reason',
      '- check: a\n  reason: r\n- check: auth-missing\n  reason: " "',
      ':3: /reason must match',
    ],
    [
      'has a date that is none',
      '- {check: auth-missing, reason: r, expires: 2026-02-30}',
      ':1: /expires must match',
    ],
    ['has an unknown member', '- {check: auth-missing, reason: r, flakey: true}', '(flakey)'],
    [
      'lists a check twice',
      '- {check: auth-missing, reason: r}\n- {check: auth-missing, reason: r}',
      ':2: auth-missing is listed already, at known.yml:1',
    ],
    ['is no list', 'check: auth-missing', ':1: must be array'],
    ['is no YAML', '- "half', ':1: Missing closing "quote'],
  ]
  test.for(wrong)('%s', async ([, text, says], { commandInProcess }) => {
    const mock = await started({ keepRequests: true })
    const ran = await commandInProcess(withBaseline, {
      environment: mock.environment,
      files: { 'known.yml': text },
    })
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toMatch(/^group-update-conformance: known\.yml:.*\n$/)
    expect(ran.stderr).toContain(says)
    expect(mock.requests).toEqual([])
    expect(ran.file('reports/conformance.json')).toBeUndefined()
  })

  test('cannot be read', async ({ commandInProcess }) => {
    const ran = await commandInProcess(withBaseline)
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toContain('--baseline known.yml cannot be read')
  })
})

test('--update-baseline writes what the next run needs, and leaves what it did not judge', async ({
  commandInProcess,
}) => {
  const { environment } = await started({ faults: ['sqs-status-201'] })
  const update = [...withBaseline, '--update-baseline']
  const known = `- check: auth-missing
  reason: it used to fail
# not part of this run
- check: tenant-unknown
  reason: kept
- check: auth-mising
  reason: a typo
- check: auth-challenge
  reason: kept as well
  flaky: true
`
  const first = await commandInProcess(update, { environment, files: { 'known.yml': known } })
  expect(first).toMatchObject({ code: 1, stderr: '' })
  const written = first.file('known.yml') ?? ''
  const [day] = new Date().toISOString().split('T')
  expect(written).toBe(`# not part of this run
- check: tenant-unknown
  reason: kept
- check: auth-challenge
  reason: kept as well
  flaky: true
- check: update-status
  endpoint: sqs
  reason: "failed on ${day}: answered 201; must be 200"
`)
  const second = await commandInProcess(withBaseline, { environment, files: { 'known.yml': written } })
  expect(second.code).toBe(0)
  const anew = await commandInProcess(update, { environment })
  expect(anew.file('known.yml')).toBe(written.slice(written.indexOf('- check: update-status')))
})

test('--update-baseline needs a baseline to write', async ({ commandInProcess }) => {
  const ran = await commandInProcess([...part, '--update-baseline'])
  expect(ran).toMatchObject({ code: 2, stdout: '' })
  expect(ran.stderr).toContain('expected --baseline FILE')
})

describe('an entry that no failing check answers to', () => {
  test('is told and does not gate with --baseline-unmatched warn', async ({ commandInProcess }) => {
    const { environment } = await started()
    const files = { 'known.yml': '- {check: auth-missing, reason: r}\n- {check: auth-mising, reason: r}\n' }
    const ran = await commandInProcess([...withBaseline, '--baseline-unmatched', 'warn'], {
      environment,
      files,
    })
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toContain('known.yml:1: auth-missing passes on sqs')
    expect(ran.stdout).toContain('known.yml:2: no check auth-mising; did you mean auth-missing?')
  })
})

test('--update-baseline says what it wrote, and marks what fails at times only', async ({
  commandInProcess,
}) => {
  const made = madeUp('sqs', ({ id }) =>
    /^(generated-|concurrent-|auth-missing$|every-update-reported$)/.test(id) ? 'fail' : 'pass',
  )
  const accounted = (result: CheckResult) =>
    result.id === 'every-update-reported' ? { ...result, accountedForBy: ['concurrent-answers'] } : result
  const results = { ...made, results: made.results.map(accounted) }
  const file = join(folderForTest(), 'known.yml')
  const option = { file, update: true, unmatched: 'error' } as const
  const said = updateBaseline(openBaseline(option, new Date(), knownContracts()), [results], new Date())
  expect(said).toMatch(/known\.yml: 0 entries kept, \d+ added: .*auth-missing/)
  const entries: { check: string; flaky?: boolean }[] = parse(readFileSync(file, 'utf8'))
  expect(entries.length).toBeGreaterThan(3)
  for (const { check, flaky = false } of entries)
    expect([check, flaky]).toEqual([check, check !== 'auth-missing'])
  const { environment } = await started()
  const files = { 'known.yml': readFileSync(file, 'utf8') }
  const ran = await commandInProcess([...withBaseline, '--update-baseline'], { environment, files })
  expect(ran.stdout).toMatch(/baseline known\.yml: \d+ entries kept, 1 taken out: auth-missing\n$/)
})
