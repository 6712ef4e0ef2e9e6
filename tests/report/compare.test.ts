import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import type { CheckRecord, RunRecord } from '../../helpers/record/record.ts'
import { compareRecords } from '../../helpers/report/compare.ts'
import { comparisonFormats } from '../../helpers/report/render-comparison.ts'
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
  ['changed in kind', false, ['a', 'fail', '500'], ['a', 'known-failing', '200']],
  ['appeared', false, undefined, ['a', 'pass']],
  ['better', false, ['a', 'not-tested'], ['a', 'pass']],
  ['better', false, ['a', 'inconclusive'], ['a', 'not-tested']],
  ['fixed', false, ['a', 'fail', '500'], ['a', 'pass']],
  ['fixed', false, ['a', 'warn', '500'], ['a', 'pass']],
  [undefined, false, ['a', 'pass'], ['a', 'pass']],
  [undefined, false, ['a', 'fail', '500'], ['a', 'fail', '500']],
  // What was found before and is listed in the baseline now.
  [undefined, false, ['a', 'fail', '500'], ['a', 'known-failing', '500']],
  [undefined, false, ['a', 'warn', '500'], ['a', 'known-failing', '500']],
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
  const lines = comparisonFormats.text(compareRecords(before, after)).trimEnd().split('\n')
  expect(lines).toEqual([
    'newly failing: first b: pass, then fail (line ::error::forged)',
    'vanished: first c: pass, then not there',
    'appeared: first d: not there, then pass',
    'fixed: first a: fail (500), then pass',
    'worse: 1 newly failing, 1 vanished, 1 appeared, 1 fixed',
  ])
})

describe('as Markdown and as a page', () => {
  const before = recordWith(['a', 'fail', '500'], ['b', 'pass'], ['c', 'pass'])
  const after = recordWith(['a', 'pass'], ['b', 'fail', '| <img src=x> `code` |'])
  const comparison = compareRecords(before, after)

  test('a table of what changed, the bad news first', () => {
    const told = comparisonFormats.md(comparison)
    expect(told).toMatch(/^# worse: 1 newly failing, 1 vanished, 1 fixed\n/)
    const markup = new MarkdownIt().enable('table').render(told)
    expect(markup.match(/<tr>/g)).toHaveLength(4)
    expect(markup.match(/<t[dh]>/g)).toHaveLength(16)
    expect(markup).not.toContain('<img')
    const same = comparisonFormats.md(compareRecords(before, before))
    expect(same).toBe('# not worse: nothing changed\n')
  })

  test('a section of the page for each kind', () => {
    const page = comparisonFormats.html(comparison)
    expect(page.match(/<h2>.*?<\/h2>/g)).toEqual([
      '<h2>newly failing</h2>',
      '<h2>vanished</h2>',
      '<h2>fixed</h2>',
    ])
    expect(page).toContain('<th scope="row" class="id">first b</th>')
    expect(page).not.toContain('<img')
  })
})
