import { describe, expect, test } from 'vitest'
import { findingsOf } from '../../helpers/report/causes.ts'
import { renderConsole } from '../../helpers/report/console.ts'
import { renderJunit } from '../../helpers/report/junit.ts'
import type { RunRecord } from '../../helpers/report/record.ts'
import { type Endpoint, judge, recordOf } from '../run/in-process.ts'
import { started } from '../run/servers.ts'
import { childrenOf, readElement } from './junit-schema.ts'

async function recordWith(endpoint: Endpoint, ...faults: readonly string[]): Promise<RunRecord> {
  const { environment } = await started({ faults })
  return recordOf([await judge(endpoint, environment)])
}

/** The findings of a record: their causes, each with the checks it touches. */
function found({ endpoints }: RunRecord): [cause: string | undefined, checks: string[]][] {
  return endpoints
    .flatMap(findingsOf)
    .map(({ cause, checks }) => [cause, checks.map(({ check }) => check.id).sort()])
}

describe('one mistake that trips several checks is one finding', () => {
  test.each<[Endpoint, string, string, string[]]>([
    [
      'sqs',
      'sqs-invalid-200',
      '200 instead of invalid',
      ['id-operator-ne', 'required-id-missing', 'required-name-missing', 'required-owner-missing'],
    ],
    [
      'sqs',
      'sqs-password-ignored',
      '200 instead of unauthenticated',
      ['auth-kept-alive-wrong', 'auth-password-wrong'],
    ],
    [
      'sqs',
      'sqs-invalid-applied',
      'a group changed that had to stay as it was',
      ['not-found-changes-nothing', 'required-changes-nothing'],
    ],
    ['sqs', 'sqs-500-utf-16', 'internal error 500', ['generated-raw', 'robust-utf-16']],
    ['sqs', 'sqs-text-lower-case', 'name is not kept as it was sent', ['answer-echo', 'stored']],
    [
      'autodialer',
      'autodialer-id-missing-done',
      '200 instead of invalid',
      ['generated-invalid', 'required-id-missing'],
    ],
  ])('%s: %s', async (endpoint, fault, cause, checks) => {
    expect(found(await recordWith(endpoint, fault))).toEqual([[cause, checks]])
  })
})

test('mistakes of different kinds stay apart, whatever their status', async () => {
  const record = await recordWith('sqs', 'sqs-password-prefix', 'sqs-missing-name-accepted')
  expect(found(record)).toEqual([
    ['200 instead of invalid', ['generated-invalid', 'required-name-missing']],
    ['200 instead of unauthenticated', ['auth-password-longer', 'auth-password-prefix']],
  ])
})

test('a failure stands for the warnings of its cause; JUnit keeps a case for each check', async () => {
  const record = await recordWith('sqs', 'sqs-reads-half')
  expect(found(record)).toEqual([['200 instead of malformed', ['malformed-half', 'malformed-trailing-text']]])
  const said = renderConsole(record, { reports: 'reports', colour: false })
  expect(said).toMatch(/^FAIL sqs malformed-half: /m)
  expect(said).toMatch(/^ {2}cause {7}200 instead of malformed$/m)
  expect(said).toMatch(/^ {2}of the same cause:\n {4}WARN malformed-trailing-text: INFERRED /m)
  expect(said.match(/^ {2}curl /gm)).toHaveLength(1)
  const cases = childrenOf(readElement(renderJunit(record)), 'testsuite').flatMap((suite) =>
    childrenOf(suite, 'testcase'),
  )
  const failed = cases.filter((each) => childrenOf(each, 'failure').length > 0)
  expect(failed).toHaveLength(1)
  expect(cases).toHaveLength(record.endpoints[0]?.requirements.flatMap(({ checks }) => checks).length ?? 0)
})
