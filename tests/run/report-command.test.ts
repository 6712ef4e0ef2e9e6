import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { checksFor } from '../../helpers/checks/check.ts'
import { loadContract } from '../../helpers/contract/contract.ts'
import type { RunRecord } from '../../helpers/record/record.ts'
import { formats } from '../../helpers/report/formats.ts'
import { behaviours } from '../../suites/behaviours.ts'
import { hostileRecord } from '../report/hostile-record.ts'
import { junitProblems } from '../report/junit-schema.ts'
import { checkIds, recordProblems } from '../report/records.ts'
import { test } from './command.ts'
import { started } from './servers.ts'

const hostile = JSON.stringify(hostileRecord())
const another = { ...hostileRecord(), run: { ...hostileRecord().run, id: randomUUID() } }
const other = JSON.stringify(another)

describe('report --from', () => {
  test.for(Object.keys(formats) as (keyof typeof formats)[])(
    'renders a record as %s',
    async (format, { commandInProcess }) => {
      const args = ['report', '--from', 'a.json', '--format', format, '--out', 'out']
      const ran = await commandInProcess(args, { files: { 'a.json': hostile } })
      expect(ran).toMatchObject({ code: 0, stdout: '', stderr: '' })
      expect(ran.file('out')).toBe(formats[format](hostileRecord()))
    },
  )

  test('renders the JUnit file that the run itself wrote', async ({ command, commandInProcess }) => {
    const ran = await commandInProcess(['run', 'sqs', '--only', 'auth-*'])
    const files = { 'a.json': ran.file('reports/conformance.json') ?? '' }
    const rendered = await command(['report', '--from', 'a.json', '--format', 'junit'], { files })
    expect(rendered.stdout).toBe(ran.file('reports/junit.xml'))
    expect(junitProblems(rendered.stdout)).toEqual([])
  })

  test('merges the shards of a run; one that is missing is said, and is no success', async ({
    commandInProcess,
  }) => {
    const { environment } = await started()
    const shard = async (index: number) => {
      const args = ['run', 'sqs', '--only', 'auth-*', '--seed', '7', '--shard', `${index}/2`]
      const ran = await commandInProcess(args, { environment })
      expect(ran).toMatchObject({ code: 0, stderr: '' })
      return ran.record
    }
    const shards = [await shard(1), await shard(2)]
    const files = Object.fromEntries(shards.map((each, at) => [`${at + 1}.json`, JSON.stringify(each)]))
    const args = ['report', '--format', 'json', '--from']
    const whole = await commandInProcess([...args, '2.json', '1.json'], { files })
    expect(whole).toMatchObject({ code: 0, stderr: '' })
    const record: RunRecord = JSON.parse(whole.stdout)
    expect(recordProblems(record)).toEqual([])
    expect(record).toMatchObject({ verdict: 'partial', run: { complete: true } })
    const selected = checksFor(loadContract('sqs'), behaviours).filter(({ id }) => id.startsWith('auth-'))
    expect(checkIds(record)).toEqual(selected.map(({ id }) => id).sort())
    const part = await commandInProcess([...args, '2.json'], { files })
    expect(part.code).toBe(3)
    expect(part.stderr).toContain('shard 1 of 2 is missing')
    expect(JSON.parse(part.stdout)).toMatchObject({ verdict: 'inconclusive', run: { complete: false } })
  })

  test.for([
    ['md', '# first: 2 targets'],
    ['markdown', '# first: 2 targets'],
    ['html', '<!doctype html>'],
  ])('sets several runs side by side as %s', async ([format = '', begins = ''], { commandInProcess }) => {
    const args = ['report', '--from', 'a.json', 'b.json', '--format', format]
    const ran = await commandInProcess(args, { files: { 'a.json': hostile, 'b.json': other } })
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout.slice(0, begins.length)).toBe(begins)
  })

  const wrong: [what: string, args: string[], says: string][] = [
    ['a file that is not there', ['--from', 'none.json'], 'none.json cannot be read'],
    ['a file that is not JSON', ['--from', 'text'], 'text is no run record: it is not JSON'],
    [
      'JSON that is no record',
      ['--from', 'other.json'],
      "other.json is no run record: must have required property 'suite'",
    ],
    ['a record with a secret member', ['--from', 'more.json'], '(secret)'],
    ['no file', [], '--from names no file'],
    ['an unknown format', ['--from', 'a.json', '--format', 'pdf'], 'Allowed choices are'],
    ['one run twice', ['--from', 'a.json', 'a.json'], 'is there twice'],
    [
      'several runs in a format of one',
      ['--from', 'a.json', 'b.json', '--format', 'junit'],
      '--format junit does not show several runs (their records are no shards of one); expected md or html',
    ],
    [
      'a comparison in a format of a record',
      ['--diff', 'a.json', 'b.json', '--format', 'har'],
      '--format har does not show a comparison; expected text or md or html',
    ],
    [
      'an output that cannot be written',
      ['--from', 'a.json', '--out', 'no/such/folder'],
      '--out no/such/folder',
    ],
    ['one record to compare', ['--diff', 'a.json'], 'expected --diff BEFORE AFTER'],
    ['three records to compare', ['--diff', 'a.json', 'a.json', 'a.json'], 'expected --diff BEFORE AFTER'],
  ]
  test.for(wrong)('refuses %s', async ([, args, says], { commandInProcess }) => {
    const more = JSON.stringify({ ...hostileRecord(), secret: 'Aa123456' })
    const files = {
      'a.json': hostile,
      'b.json': other,
      text: 'no JSON',
      'other.json': '{"format":1}',
      'more.json': more,
    }
    const ran = await commandInProcess(['report', ...args], { files })
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toContain(says)
    expect(ran.stderr).not.toMatch(/^ +at /m)
  })
})

describe('report --diff', () => {
  test('exits with 1 where something got worse, and with 0 where not', async ({ commandInProcess }) => {
    const { environment } = await started({ faults: ['sqs-status-201'] })
    const part = ['run', 'sqs', '--only', 'update-status', '--only', 'auth-missing']
    const right = await commandInProcess(part, { environment: (await started()).environment })
    const wrong = await commandInProcess(part, { environment })
    const files = { 'right.json': JSON.stringify(right.record), 'wrong.json': JSON.stringify(wrong.record) }
    const worse = await commandInProcess(['report', '--diff', 'right.json', 'wrong.json'], { files })
    expect(worse).toMatchObject({ code: 1, stderr: '' })
    expect(worse.stdout).toBe(
      'newly failing: sqs update-status: pass, then fail (answered 201; must be 200)\nworse: 1 newly failing\n',
    )
    expect(await commandInProcess(['report', '--diff', 'wrong.json', 'right.json'], { files })).toMatchObject(
      {
        code: 0,
      },
    )
    expect(await commandInProcess(['report', '--diff', 'wrong.json', 'wrong.json'], { files })).toMatchObject(
      {
        code: 0,
        stdout: 'not worse: nothing changed\n',
      },
    )
    for (const format of ['md', 'html']) {
      const args = ['report', '--diff', 'right.json', 'wrong.json', '--format', format]
      const shown = await commandInProcess(args, { files })
      expect(shown).toMatchObject({ code: 1, stderr: '' })
      expect(shown.stdout).toContain('answered 201; must be 200')
    }
  })
})

describe('under GitHub Actions', () => {
  test('findings are annotations, and the summary is added to that of the job', async ({
    commandInProcess,
  }) => {
    const { environment } = await started({ faults: ['sqs-status-201'] })
    const part = ['run', 'sqs', '--only', 'update-status']
    const github = { ...environment, GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: 'summary' }
    const ran = await commandInProcess(part, { environment: github, files: { summary: 'before\n' } })
    expect(ran.stdout).toMatch(/^::error title=sqs update-status::MUST .*; answered 201; must be 200$/m)
    expect(ran.file('summary')).toBe(`before\n${ran.file('reports/summary.md')}`)
    const elsewhere = await commandInProcess(part, { environment: { ...github, GITHUB_ACTIONS: '' } })
    expect(elsewhere.stdout).not.toContain('::error')
    expect(elsewhere.file('summary')).toBeUndefined()
  })
})
