import { expect, test } from 'vitest'
import { compareRecords, renderComparison } from '../../helpers/report/compare.ts'
import type { CheckRecord, RunRecord } from '../../helpers/report/record.ts'
import type { Verdict } from '../../helpers/verdict/verdict.ts'
import { hostileRecord } from './hostile-record.ts'

type Made = readonly [id: string, verdict: Verdict, cause?: string]

/** A record of one requirement with these checks. */
function recordWith(...checks: readonly Made[]): RunRecord {
  const record = hostileRecord()
  const [endpoint] = record.endpoints
  const [requirement] = endpoint?.requirements ?? []
  if (!endpoint || !requirement) throw new Error('the hostile record is empty')
  const made = checks.map(
    ([id, verdict, cause]): CheckRecord => ({
      id,
      behaviour: 'one',
      title: 'MUST do',
      verdict,
      milliseconds: 1,
      reason: `expected this; saw that at ${Math.random()}`,
      ...(cause !== undefined && { cause }),
    }),
  )
  return { ...record, endpoints: [{ ...endpoint, requirements: [{ ...requirement, checks: made }] }] }
}

const cases: [string | undefined, worse: boolean, before: Made | undefined, after: Made | undefined][] = [
  ['newly failing', true, ['a', 'pass'], ['a', 'fail', '500']],
  ['newly failing', true, ['a', 'known-failing', '500'], ['a', 'fail', '500']],
  ['newly failing', true, undefined, ['a', 'fail', '500']],
  ['worse', true, ['a', 'pass'], ['a', 'inconclusive']],
  ['worse', true, ['a', 'pass'], ['a', 'warn']],
  ['worse', true, ['a', 'pass'], ['a', 'not-tested']],
  ['worse', true, ['a', 'pass'], ['a', 'known-failing', '500']],
  ['vanished', true, ['a', 'pass'], undefined],
  ['changed in kind', false, ['a', 'fail', '500'], ['a', 'fail', '200']],
  ['changed in kind', false, ['a', 'fail', '500'], ['a', 'inconclusive']],
  ['changed in kind', false, ['a', 'warn', '500'], ['a', 'known-failing', '500']],
  ['appeared', false, undefined, ['a', 'pass']],
  ['better', false, ['a', 'not-tested'], ['a', 'pass']],
  ['better', false, ['a', 'inconclusive'], ['a', 'not-tested']],
  ['fixed', false, ['a', 'fail', '500'], ['a', 'pass']],
  ['fixed', false, ['a', 'warn', '500'], ['a', 'pass']],
  [undefined, false, ['a', 'pass'], ['a', 'pass']],
  [undefined, false, ['a', 'fail', '500'], ['a', 'fail', '500']],
  // Without a cause, what was seen differs from run to run: it is no change.
  [undefined, false, ['a', 'fail'], ['a', 'fail']],
]

test.each(cases)('%s (worse: %s): %s, then %s', (kind, worse, before, after) => {
  const same: Made = ['b', 'pass']
  const records = [before, after].map((made) => recordWith(same, ...(made ? [made] : [])))
  const comparison = compareRecords(...(records as [RunRecord, RunRecord]))
  expect(comparison.changes.map((change) => change.kind)).toEqual(kind ? [kind] : [])
  expect(comparison.worse).toBe(worse)
})

test('the bad news comes first, in one line a check, whatever the texts hold', () => {
  const before = recordWith(['a', 'fail', '500'], ['b', 'pass'], ['c', 'pass'])
  const after = recordWith(['a', 'pass'], ['b', 'fail', 'line\n::error::forged'], ['d', 'pass'])
  const lines = renderComparison(compareRecords(before, after)).trimEnd().split('\n')
  expect(lines).toEqual([
    'newly failing: first b: pass, then fail (line ::error::forged)',
    'vanished: first c: pass, then not there',
    'appeared: first d: not there, then pass',
    'fixed: first a: fail (500), then pass',
    'worse: 1 newly failing, 1 vanished, 1 appeared, 1 fixed',
  ])
})
