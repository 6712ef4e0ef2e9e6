import { describe, expect, test } from 'vitest'
import { check } from '../../helpers/checks/check.ts'
import type { CheckRecord, RunRecord } from '../../helpers/record/record.ts'
import { renderAnnotations } from '../../helpers/report/annotations.ts'
import { findingsOf } from '../../helpers/report/causes.ts'
import { renderConsole } from '../../helpers/report/console.ts'
import { renderHtml } from '../../helpers/report/html.ts'
import { renderSummary } from '../../helpers/report/summary.ts'
import { recordProblems, recordWithConsequences, withChecks } from './records.ts'

const record = recordWithConsequences()
const changed = (change: (check: CheckRecord) => CheckRecord) => withChecks(record, change)
const everyReport = { reports: 'reports', colour: false }

/** The roots of each finding and what follows from them. */
function told({ endpoints }: RunRecord): [roots: string[], consequences: string[]][] {
  const ids = (list: readonly { readonly check: CheckRecord }[]) => list.map(({ check }) => check.id)
  return endpoints
    .flatMap(findingsOf)
    .map(({ checks, consequences }): [string[], string[]] => [ids(checks), ids(consequences)])
}

test('the record is valid with what explains a check, and with the exchanges that were judged', () => {
  expect(recordProblems(record)).toEqual([])
  for (const because of [[], ['late-stored', 'late-stored'], ['No Id']])
    expect(recordProblems(changed((check) => ({ ...check, because })))).not.toEqual([])
})

describe('a finding and what follows from it', () => {
  test('a consequence of several stands under the first of them', () => {
    expect(told(record)).toEqual([
      [['wrong-password'], ['wrong-tenant', 'no-challenge']],
      [['late-stored'], ['half-stored', 'other-half']],
    ])
  })

  test('one whose root is not in the record stands by itself', () => {
    const shard = changed((check) => (check.because ? { ...check, because: ['elsewhere'] } : check))
    expect(told(shard)).toEqual([
      [['wrong-password'], []],
      [['wrong-tenant'], []],
      [['half-stored'], []],
      [['late-stored'], []],
      [['other-half'], []],
      [['no-challenge'], []],
    ])
  })

  test('roots of one cause are told together, with what follows from each', () => {
    const one = changed((check) => (check.because ? check : { ...check, cause: 'one' }))
    expect(told(one)).toEqual([
      [
        ['wrong-password', 'late-stored'],
        ['wrong-tenant', 'half-stored', 'other-half', 'no-challenge'],
      ],
    ])
  })

  test('a warning that explains a failure comes before what only warns', () => {
    const warned = changed((check) =>
      ['wrong-password', 'late-stored', 'half-stored', 'other-half'].includes(check.id)
        ? { ...check, verdict: 'warn' }
        : check,
    )
    expect(told(warned).map(([roots]) => roots)).toEqual([['wrong-password'], ['late-stored']])
    expect(renderAnnotations(warned)).toMatch(/^::error .*wrong-password.*\n::warning .*late-stored.*\n$/)
  })

  test('what is known to fail is reported where something that is not follows from it', () => {
    const known = changed((check) =>
      check.id === 'late-stored'
        ? { ...check, verdict: 'known-failing', listed: { reason: 'mended in 2.4' } }
        : check,
    )
    expect(told(known)).toEqual(told(record))
    const all = changed((check) =>
      check.verdict === 'fail'
        ? { ...check, verdict: 'known-failing', listed: { reason: 'mended in 2.4' } }
        : check,
    )
    expect(told(all)).toEqual([[['wrong-password'], ['no-challenge']]])
  })
})

describe('the console', () => {
  const text = renderConsole(record, everyReport)

  test('tells findings in full, and under each a line for all that follows from it', () => {
    expect(text.match(/^FAIL first .*$/gm)).toEqual([
      'FAIL first wrong-password: MUST do wrong-password',
      'FAIL first late-stored: MUST do late-stored',
    ])
    expect(text).toContain(
      '  consequences:\n' +
        '    FAIL wrong-tenant: MUST do wrong-tenant\n    WARN no-challenge: MUST do no-challenge\n',
    )
    expect(text).not.toContain('what wrong-tenant saw')
  })

  test('counts findings apart from failing checks', () => {
    expect(text).toMatch(/^first: 2 findings, 6 failing checks$/m)
    const none = changed((check) => ({ ...check, verdict: 'pass' }))
    expect(renderConsole(none, everyReport)).not.toContain('finding')
    const one = changed((check) => (check.id === 'late-stored' ? check : { ...check, verdict: 'pass' }))
    expect(renderConsole(one, everyReport)).toMatch(/^first: 1 finding, 1 failing check$/m)
  })
})

describe('the summary', () => {
  const text = renderSummary(record)

  test('has a heading for each finding, and what follows from it below', () => {
    expect(text.match(/^### .*$/gm)).toEqual([
      '### FAIL `wrong-password`: MUST do wrong-password',
      '### FAIL `late-stored`: MUST do late-stored',
    ])
    expect(text).toContain(
      '- consequences:\n' +
        '  - fail `half-stored`, MUST do half-stored\n  - fail `other-half`, MUST do other-half\n',
    )
    expect(text).toMatch(/^2 findings, 6 failing checks\.$/m)
  })

  test('fits a comment, however much follows', () => {
    const many = changed((check) => ({ ...check, title: `MUST ${'do_'.repeat(60)}` }))
    const [endpoint] = many.endpoints
    const [requirement] = endpoint?.requirements ?? []
    const [root, consequence] = requirement?.checks ?? []
    if (!endpoint || !requirement || !root || !consequence) throw new Error('the record is empty')
    const checks = Array.from({ length: 100 }, (_, at) => [
      { ...root, id: `root-${at}`, cause: `cause ${at}` },
      ...Array.from({ length: 50 }, (_, under) => ({
        ...consequence,
        id: `of-${at}-${under}`,
        because: [`root-${at}`],
      })),
    ]).flat()
    const written = renderSummary({
      ...many,
      endpoints: [{ ...endpoint, requirements: [{ ...requirement, checks }] }],
    })
    expect(written).toMatch(/^ {2}- and 4\d more$/m)
    expect(written).toContain('100 findings, 5,100 failing checks.')
    expect(written.length).toBeLessThan(65_536)
  })
})

test('findings of one cause are one, in every report; one of one check says what was tried', () => {
  const one = changed((check) =>
    check.because ? check : { ...check, cause: 'answered 200; must be 401', tried: 'to an update' },
  )
  const apart = changed((check) =>
    check.because ? check : { ...check, cause: `answered 200; must be ${check.id}`, tried: 'to an update' },
  )
  for (const [text, sum, says] of [
    [one, '1 finding, 6 failing checks', 'answered 200; must be 401'],
    [apart, '2 findings, 6 failing checks', 'answered 200 to an update; must be wrong-password'],
  ] as const) {
    for (const report of [renderConsole(text, everyReport), renderSummary(text), renderHtml(text)]) {
      expect(report).toContain(sum)
      expect(report).toContain(says)
    }
    expect(renderAnnotations(text)).toContain(says)
    expect(renderAnnotations(text).match(/^::error/gm)).toHaveLength(Number(sum[0]))
  }
})

test.each([
  ['MUST refuse an update without credentials', 'to an update without credentials'],
  ['MUST refuse the method GET as not allowed', 'to the method GET'],
  ['INFERRED to refuse JSON in single quotes', 'to JSON in single quotes'],
  ['MUST refuse each update of no group in the documented way', undefined],
  ['MUST store what was sent', undefined],
] as const)('%s: what was tried', (title, tried) => {
  expect(check('made-up', title, { of: 'update-stored' }, async () => {}).tried).toBe(tried)
})

test('an annotation for each finding names what follows from it', () => {
  expect(renderAnnotations(record).trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^::error title=first wrong-password::.*consequences: wrong-tenant, no-challenge$/),
    expect.stringMatching(/^::error title=first late-stored::.*consequences: half-stored, other-half$/),
  ])
})
