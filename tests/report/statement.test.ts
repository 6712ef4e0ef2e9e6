import { expect, test } from 'vitest'
import { renderStatement } from '../../helpers/report/render-statement.ts'
import { statementOf } from '../../helpers/report/statement.ts'
import { madeUp, recordOf } from '../run/in-process.ts'

/** One requirement of each kind, and one that was left out altogether. */
const results = madeUp('sqs', ({ id, behaviour }) => {
  if (behaviour === 'tenant') return undefined
  if (id === 'auth-password-longer') return 'fail'
  if (id === 'auth-challenge') return 'known-failing'
  if (id === 'forbidden') return 'not-tested'
  return 'pass'
})
const record = recordOf([results])
const statement = statementOf(record)
const [endpoint] = statement.endpoints

test('every requirement stands once: met, not met or not tested', () => {
  const ids = [endpoint?.met, endpoint?.notMet, endpoint?.notTested].flatMap(
    (claims) => claims?.map(({ id }) => id) ?? [],
  )
  const { requirements, leftOut } = record.endpoints[0] ?? { requirements: [], leftOut: [] }
  const known = [...requirements.map(({ id }) => id), ...leftOut.map(({ requirement }) => requirement)]
  expect([...ids].sort()).toEqual([...new Set(known)].sort())
  expect(endpoint?.notMet.map(({ id }) => id).sort()).toEqual([
    'credentials-exact',
    'unauthenticated-challenge',
  ])
})

test('a requirement is met only if each of its checks was run and passed', () => {
  const untested = endpoint?.notTested.map(({ id }) => id) ?? []
  expect(untested).toContain('permission-needed')
  expect(untested).toContain('tenant-isolates')
  const checks = new Map(record.endpoints[0]?.requirements.map((each) => [each.id, each.checks]))
  for (const { id } of endpoint?.met ?? []) {
    expect(checks.get(id)?.map(({ verdict }) => verdict)).toEqual(checks.get(id)?.map(() => 'pass'))
    expect(record.endpoints[0]?.leftOut.map(({ requirement }) => requirement)).not.toContain(id)
  }
})

test('a run that was cut off meets nothing for certain', () => {
  const incomplete = 'cut off: checks that were run are 3 of 204 on sqs'
  const cut = statementOf({ ...record, run: { ...record.run, complete: false, incomplete } })
  expect(cut.endpoints[0]?.met).toEqual([])
  expect(cut.endpoints[0]?.notMet).toHaveLength(2)
  expect(cut.run).toMatchObject({ complete: false, incomplete })
})

test('it names suite, catalogue, target, date and verdict as the record has them', () => {
  expect(statement).toMatchObject({
    suite: record.suite,
    verdict: record.verdict,
    run: { id: record.run.id, finishedAt: record.run.finishedAt, complete: true },
  })
  const text = renderStatement(record)
  for (const said of [record.suite.version, record.suite.catalogue, record.run.finishedAt, record.verdict])
    expect(text).toContain(said)
})

test('the command repeats the run, quoted for a shell', () => {
  const [sqs] = record.endpoints
  if (!sqs) throw new Error('no endpoint')
  const selection = { only: ["it's-*"], skip: ['a'] }
  const endpoints = [{ ...sqs, kind: 'live', baseUrl: 'https://staging.example.org/x' } as const]
  const run = { ...record.run, selection, requireAll: true, baseline: { file: 'known.yml', mistakes: [] } }
  expect(statementOf({ ...record, run, endpoints }).reproduce).toBe(
    "npx group-update-conformance run sqs --fail-on must --seed 1 --cases 5 --only 'it'\\''s-*' --skip a " +
      '--baseline known.yml --allow-host staging.example.org --require-all',
  )
})
