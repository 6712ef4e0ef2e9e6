import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import type { RunRecord } from '../../helpers/record/record.ts'
import { targetFormats } from '../../helpers/report/render-targets.ts'
import { targetTables } from '../../helpers/report/targets.ts'
import type { Verdict } from '../../helpers/verdict/verdict.ts'
import { madeUp, recordOf } from '../run/in-process.ts'

/** A run of sqs against a host, in which these checks came to something else than a pass. */
function runOf(host: string, others: Readonly<Record<string, Verdict | undefined>>): RunRecord {
  const results = madeUp('sqs', ({ id }) => (id in others ? others[id] : 'pass'))
  const settings = { ...results.settings, kind: 'live' as const, baseUrl: `http://${host}` }
  return recordOf([{ ...results, settings }])
}

const staging = runOf('staging.example.org', { 'auth-missing': 'fail', 'created-kept': 'fail' })
const production = runOf('www.example.org', {
  'auth-missing': 'fail',
  'updated-moves': 'warn',
  'date-form': undefined,
})

describe('two targets side by side', () => {
  const [only, ...others] = targetTables([staging, production])
  const row = (id: string) => only?.differing.find((each) => each.id === id)

  test('what differs comes first, the worst of it at the top', () => {
    expect(others).toEqual([])
    const first = only?.differing.map(({ cells }) => cells.map((cell) => cell?.verdict))
    expect(first?.[0]).toEqual(['fail', 'pass'])
    expect(row('created-kept')?.cells).toEqual([
      { verdict: 'fail', checks: expect.stringMatching(/^created-kept fail\b/), why: ['made up: fail'] },
      { verdict: 'pass', checks: expect.stringMatching(/^created-kept pass\b/), why: [] },
    ])
    const same = only?.same[0]
    expect(row(same?.id ?? '')).toBeUndefined()
    expect(same?.cells.map((cell) => cell?.verdict)).toEqual(['fail', 'fail'])
  })

  test('a requirement that one run has no check of differs', () => {
    expect(row('date-form')?.cells).toEqual([
      { verdict: 'pass', checks: 'date-form pass', why: [] },
      undefined,
    ])
  })

  test('a requirement that both violate differs where other checks of it fail', () => {
    const [table] = targetTables([
      runOf('a.example.org', { 'required-id-missing': 'fail' }),
      runOf('b.example.org', { 'required-name-missing': 'fail' }),
    ])
    const both = table?.differing.filter(({ cells }) => cells.every((cell) => cell?.verdict === 'fail'))
    expect(both?.length).toBeGreaterThan(0)
  })

  test('every requirement is there once', () => {
    const ids = [...(only?.differing ?? []), ...(only?.same ?? [])].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(
      expect.arrayContaining(staging.endpoints.flatMap((each) => each.requirements.map(({ id }) => id))),
    )
  })

  test('records of other checks, and of runs that were cut off, say so', () => {
    const suite = { ...production.suite, catalogue: 'sha256:00' }
    const run = { ...production.run, complete: false, incomplete: 'cut off after 3 of 8' }
    for (const render of Object.values(targetFormats)) {
      const told = render([staging, { ...production, suite, run }])
      expect(told).toContain('Judged by 2 catalogues')
      expect(told).toContain('cut off after 3 of 8')
      expect(render([staging, production])).not.toContain('catalogues')
    }
  })

  test('Markdown has a table of it', () => {
    const markup = new MarkdownIt().enable('table').render(targetFormats.md([staging, production]))
    expect(markup.match(/<table>/g)).toHaveLength(2)
    expect(markup).toMatch(/staging\.example\.org.*\n.*www\.example\.org/)
    expect(markup.indexOf('<h2>Differs</h2>')).toBeLessThan(markup.indexOf('created-kept'))
    expect(markup.indexOf('<h2>The same everywhere</h2>')).toBeLessThan(
      markup.indexOf(`<code>${only?.same[0]?.id}</code>`),
    )
  })
})
