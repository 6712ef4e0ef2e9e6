import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import { expect, test } from 'vitest'
import { renderCtrf } from '../../helpers/report/ctrf.ts'
import { recordOf } from '../run/in-process.ts'
import { hostileRecord } from './hostile-record.ts'
import { countOf, recordWithConsequences } from './records.ts'
import { recordsForReaders } from './records-for-readers.ts'

const ajv = new Ajv({ allErrors: true })
formats.default(ajv)
const folder = dirname(createRequire(import.meta.url).resolve('ctrf'))
const valid = ajv.compile<Ctrf>(JSON.parse(readFileSync(join(folder, 'ctrf-schema-0.0.json'), 'utf8')))

interface Ctrf {
  readonly results: {
    readonly summary: Readonly<Record<string, unknown>>
    readonly tests: readonly {
      readonly testId?: string
      readonly status: string
      readonly rawStatus: string
      readonly message?: string
      readonly trace?: string
      readonly labels?: { readonly because?: readonly string[] }
    }[]
  }
}

function read(text: string): Ctrf {
  const report: unknown = JSON.parse(text)
  if (valid(report)) return report
  throw new Error(ajv.errorsText(valid.errors))
}

test('the schema refuses what is no such report', () => {
  const report = JSON.parse(renderCtrf(hostileRecord()))
  expect(valid({ ...report, specVersion: 'new' })).toBe(false)
  report.results.tests[0].status = 'warn'
  expect(valid(report)).toBe(false)
})

test.each(Object.entries(recordsForReaders))(
  'the record %s is valid, and its counts are those of its tests',
  (_, record) => {
    const { summary, tests } = read(renderCtrf(record)).results
    const count = countOf(record)
    expect(summary).toMatchObject({
      tests: tests.length,
      passed: count.pass + count.warn + count['known-failing'],
      failed: count.fail + count.inconclusive,
      skipped: count['not-tested'],
    })
    for (const status of ['passed', 'failed', 'skipped'])
      expect(tests.filter((each) => each.status === status)).toHaveLength(Number(summary[status]))
  },
)

test('a test says what its check came to, why, and what it follows from', () => {
  const { tests } = read(renderCtrf(recordWithConsequences())).results
  const of = (id: string) => tests.find(({ testId }) => testId === `first/${id}`)
  expect(of('refused-well')).toMatchObject({ status: 'passed', message: 'refused with 412' })
  expect(of('old-sore')).toMatchObject({ status: 'passed', rawStatus: 'known-failing' })
  expect(of('wrong-tenant')).toMatchObject({ labels: { because: ['wrong-password'] } })
  expect(of('wrong-password')?.trace).toContain('what wrong-password saw')
})

test('a run that is not complete is never green', () => {
  const record = recordOf([])
  const incomplete = 'cut off after 3 of 8'
  const { summary, tests } = read(
    renderCtrf({ ...record, run: { ...record.run, complete: false, incomplete } }),
  ).results
  expect(summary).toMatchObject({ tests: 1, failed: 1 })
  expect(tests[0]).toMatchObject({ rawStatus: 'inconclusive', message: incomplete })
})
