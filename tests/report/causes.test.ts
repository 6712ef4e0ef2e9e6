import { describe, expect, test } from 'vitest'
import type { RunRecord } from '../../helpers/record/record.ts'
import { findingsOf } from '../../helpers/report/causes.ts'
import { renderConsole } from '../../helpers/report/console.ts'
import { renderJunit } from '../../helpers/report/junit.ts'
import { faults } from '../../mock/catalogue.ts'
import { type Endpoint, judge, recordOf } from '../run/in-process.ts'
import { started } from '../run/servers.ts'
import { childrenOf, readElement } from './junit-schema.ts'

async function recordWith(endpoint: Endpoint, ...faults: readonly string[]): Promise<RunRecord> {
  const { environment } = await started({ faults })
  return recordOf([await judge(endpoint, environment)])
}

/** The findings of a record: their causes, each with the checks at their roots. What follows from them is not told. */
function found({ endpoints }: RunRecord): [cause: string | undefined, checks: string[]][] {
  return endpoints
    .flatMap(findingsOf)
    .map(({ cause, checks }) => [cause, checks.map(({ check }) => check.id).sort()])
}

describe('one mistake that trips several checks of a behaviour, or is done to a value, is told once', () => {
  test.each<[Endpoint, string, string, string[]]>([
    ['sqs', 'sqs-password-ignored', 'answered 200; must be 401', ['auth-password-wrong']],
    ['sqs', 'sqs-text-lower-case', 'texts are put into small letters', ['answer-echo', 'stored']],
    [
      'autodialer',
      'autodialer-id-missing-done',
      'answered 200 with success 1; must be 200 or 4xx with success 0',
      ['required-id-missing'],
    ],
  ])('%s: %s', async (endpoint, fault, cause, checks) => {
    expect(found(await recordWith(endpoint, fault))).toEqual([[cause, checks]])
  })
})

test('what is not done to a value stays apart in each behaviour', async () => {
  expect(found(await recordWith('sqs', 'sqs-object-id-accepted'))).toEqual([
    ['answered 200; must be 412', ['required-id-object']],
    ['answered 200; must be 412', ['id-operator-ne']],
  ])
})

test('texts that are mangled in different ways stay apart, and one way is told once for all members', async () => {
  const faults = ['non-joiner', 'separators', 'line-ends', 'exponent'].map((what) => `sqs-text-${what}`)
  const causes = found(await recordWith('sqs', ...faults)).map(([cause]) => cause)
  expect(causes.sort()).toEqual([
    'texts are rewritten as numbers',
    'texts have other characters in place of line and paragraph separators',
    'texts have other line ends',
    'texts lose format characters',
  ])
})

test('mistakes of different kinds stay apart, whatever their status', async () => {
  const record = await recordWith('sqs', 'sqs-password-prefix', 'sqs-missing-name-accepted')
  expect(found(record)).toEqual([
    ['answered 200; must be 412', ['required-name-missing']],
    ['answered 200; must be 401', ['auth-password-longer', 'auth-password-prefix']],
  ])
})

test('what a mistake cannot have led to is a finding of its own, though it comes after that one', async () => {
  const faults = ['missing-name-accepted', 'tenant-optional', 'text-html']
  const record = await recordWith('sqs', ...faults.map((what) => `sqs-${what}`))
  expect(found(record).map(([cause]) => cause)).toEqual(
    expect.arrayContaining([
      'answered 200; must be 412',
      'answered 200; must be 404, or 422 with errorCode 5',
      'texts are escaped for HTML',
    ]),
  )
})

/** Faults of twenty behaviours, ten of each endpoint. */
const twenty: Readonly<Record<Endpoint, readonly string[]>> = {
  autodialer: [
    'autodialer-count-wrong',
    'autodialer-numbers-stored-shuffled',
    'autodialer-id-null-done',
    'autodialer-name-stringified',
    'autodialer-password-trimmed',
    'autodialer-everyone-permitted',
    'autodialer-charset-refused',
    'autodialer-array-body-read',
    'autodialer-unknown-group-501',
    'autodialer-text-joiner-stripped',
  ],
  sqs: [
    'sqs-created-claimed',
    'sqs-json-by-default',
    'sqs-same-update-untold',
    'sqs-missing-owner-accepted',
    'sqs-user-prefix',
    'sqs-any-user-may',
    'sqs-tenant-optional',
    'sqs-id-prefix',
    'sqs-pair-not-checked',
    'sqs-text-mojibake',
  ],
}

test('twenty mistakes of twenty behaviours at once are at least 18 findings, and none joins two of them', async () => {
  const { environment } = await started({ faults: Object.values(twenty).flat() })
  const findings: string[][] = []
  for (const endpoint of ['autodialer', 'sqs'] as const) {
    const mistakes = faults.filter(({ id }) => twenty[endpoint].includes(id))
    for (const [, roots] of found(recordOf([await judge(endpoint, environment)])))
      findings.push(
        mistakes.filter(({ checks }) => checks.some((id) => roots.includes(id))).map(({ id }) => id),
      )
  }
  expect(findings.filter((mistakes) => mistakes.length > 1)).toEqual([])
  expect(new Set(findings.flat()).size).toBeGreaterThanOrEqual(18)
})

test('a failure stands for the warnings of its cause; JUnit keeps a case for each check', async () => {
  const record = await recordWith('sqs', 'sqs-reads-half')
  expect(found(record)).toEqual([
    ['answered 200; must be 400', ['malformed-half', 'malformed-trailing-text']],
  ])
  const said = renderConsole(record, { reports: 'reports', colour: false })
  expect(said).toMatch(/^FAIL sqs malformed-half: /m)
  expect(said).toMatch(/^ {2}cause {7}answered 200; must be 400$/m)
  expect(said).toMatch(/^ {2}of the same cause:\n {4}WARN malformed-trailing-text: INFERRED /m)
  expect(said).toMatch(/^ {2}consequences:\n( {4}FAIL .*\n)*? {4}FAIL malformed-status: MUST /m)
  expect(said).toMatch(/^sqs: 1 finding, 5 failing checks$/m)
  expect(said.match(/^ {2}curl /gm)).toHaveLength(1)
  const cases = childrenOf(readElement(renderJunit(record)), 'testsuite').flatMap((suite) =>
    childrenOf(suite, 'testcase'),
  )
  const failed = cases.filter((each) => childrenOf(each, 'failure').length > 0)
  expect(failed).toHaveLength(record.endpoints[0]?.counts.fail ?? 0)
  expect(record.endpoints[0]?.exchangesJudged).toBeGreaterThan(100)
  expect(cases).toHaveLength(record.endpoints[0]?.requirements.flatMap(({ checks }) => checks).length ?? 0)
})
