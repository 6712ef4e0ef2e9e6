import { linkSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { judgeMock } from '../detection/judge-mock.ts'
import { checksIn } from '../report/records.ts'
import { test } from './command.ts'
import { folderForTest } from './kill.ts'
import { started } from './servers.ts'

const lie = { faults: ['sqs-text-variation-selectors'] }
const findIt = ['run', 'sqs', '--only', 'generated-valid', '--cases', '500']

describe('a generated failure', () => {
  test('is filed, and replayed by the command that the record names: still failing, then fixed', async ({
    command,
    commandInProcess,
  }) => {
    const wrong = await started(lie)
    const found = await commandInProcess(findIt, { environment: wrong.environment })
    expect(found.code).toBe(1)
    const [failed] = checksIn(found.record).filter(({ check }) => check.verdict === 'fail')
    expect(failed?.check.repeat).toBe(
      'npx group-update-conformance replay reports/cases/sqs-generated-valid.json',
    )
    const filed = found.file('reports/cases/sqs-generated-valid.json') ?? ''
    expect(JSON.parse(filed).cases).toEqual([
      expect.objectContaining({
        endpoint: 'sqs',
        check: 'generated-valid',
        seed: found.record.run.seed,
        payload: expect.objectContaining({ id: '{id}', ownerId: '{owner}' }),
      }),
    ])
    expect(JSON.parse(filed).cases[0].payload.name).toContain('\ufe0f')

    const files = { 'case.json': filed }
    const again = await command(['replay', 'case.json'], { environment: wrong.environment, files })
    expect(again).toMatchObject({
      code: 1,
      stderr: '',
      stdout: expect.stringMatching(/^still failing: sqs generated-valid: expected name/),
    })

    const right = await started()
    const mended = await commandInProcess(['replay', 'case.json'], { environment: right.environment, files })
    expect(mended).toMatchObject({ code: 0, stdout: 'fixed: sqs generated-valid\n', stderr: '' })
    expect(right.snapshot()).toEqual((await started()).snapshot())

    const nobody = { ...right.environment, SQS_BASE_URL: 'http://127.0.0.1:9' }
    const lost = await commandInProcess(['replay', 'case.json'], { environment: nobody, files })
    expect(lost).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/^could not run: sqs generated-valid: /),
      stderr: '',
    })
    const signedOut = { ...right.environment, SQS_EXTRA_HEADERS_COMMAND: 'exit 6' }
    expect(await commandInProcess(['replay', 'case.json'], { environment: signedOut, files })).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('SQS_EXTRA_HEADERS_COMMAND failed with exit code 6'),
    })
  })

  test('is tried first when it is in a corpus, which new ones are added to', async ({ commandInProcess }) => {
    const corpus = join(folderForTest(), 'corpus.json')
    const empty = JSON.stringify({ format: 1, cases: [] })
    writeFileSync(corpus, empty)
    linkSync(corpus, `${corpus}.open`)
    const { environment } = await started(lie)
    await commandInProcess([...findIt, '--corpus', corpus], { environment })
    const kept = readFileSync(corpus, 'utf8')
    expect(JSON.parse(kept).cases).toHaveLength(1)
    // It was replaced as a whole: whoever had it open reads on in what it was.
    expect(readFileSync(`${corpus}.open`, 'utf8')).toBe(empty)

    const next = await commandInProcess(
      ['run', 'sqs', '--only', 'generated-*', '--corpus', corpus, '--seed', '3'],
      {
        environment,
      },
    )
    const [failed] = checksIn(next.record).filter(({ check }) => check.verdict === 'fail')
    expect(failed?.check).toMatchObject({ id: 'generated-valid', counterexample: { path: '0' } })
    expect(readFileSync(corpus, 'utf8')).toBe(kept)
  })

  test('sends a stated number of requests at most to become small', async () => {
    const { results } = await judgeMock('sqs', {
      faults: ['sqs-stores-upper-case', 'sqs-text-nfc'],
      only: ({ id }) => id.startsWith('generated-'),
      generation: { seed: 2, cases: 200 },
    })
    const found = results.flatMap(({ counterexample }) => counterexample ?? [])
    expect(found.length).toBeGreaterThan(0)
    for (const { requests } of found) expect(requests.shrinking).toBeLessThan(120 + 12)
  })
})

describe('a file that holds no cases is refused in one line', () => {
  const wrong: [name: string, text: string, says: RegExp][] = [
    [
      'text',
      'no json',
      /case\.json is no file of cases: it is not JSON; expected a file of cases, as a run writes it/,
    ],
    ['another format', '{"format":2,"cases":[]}', /case\.json is no file of cases: \/format /],
    ['nothing in it', '{"format":1,"cases":[]}', /case\.json holds no case/],
    [
      'a check that there is not',
      aCase({ check: 'generated-nonsense' }),
      /generated-nonsense, a check that sqs does not have/,
    ],
    ['an endpoint that there is not', aCase({ endpoint: 'nonsense' }), /nonsense/],
  ]
  test.for(wrong)('%s', async ([, text, says], { commandInProcess }) => {
    const ran = await commandInProcess(['replay', 'case.json'], { files: { 'case.json': text } })
    expect(ran.code).toBe(2)
    expect(ran.stderr).toMatch(says)
    expect(ran.stderr.trim().split('\n')).toHaveLength(1)
  })

  test('no file at all', async ({ commandInProcess }) => {
    const ran = await commandInProcess(['replay', 'nowhere.json'])
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringMatching(/nowhere\.json cannot be read/) })
  })

  test('a case that someone made something else of could not run', async ({ commandInProcess }) => {
    const ran = await commandInProcess(['replay', 'case.json'], {
      files: { 'case.json': aCase({ payload: 7 }) },
    })
    expect(ran).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/the kept case is none of this check: 7/),
    })
  })

  test('a corpus with a case that no check can try', async ({ commandInProcess }) => {
    const files = { 'corpus.json': aCase({ check: 'generated-nonsense' }) }
    const ran = await commandInProcess(['run', '--corpus', 'corpus.json'], { files })
    expect(ran).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/corpus\.json has a case of generated-nonsense/),
    })
  })
})

function aCase(change: object): string {
  const one = { endpoint: 'sqs', check: 'generated-valid', payload: { id: '{id}' }, ...change }
  return JSON.stringify({ format: 1, cases: [one] })
}
