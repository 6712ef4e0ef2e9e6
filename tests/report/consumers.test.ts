import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse as junit2json } from 'junit2json'
import { parse as testResults } from 'test-results-parser'
import { expect, onTestFinished, test } from 'vitest'
import { checksOf } from '../../helpers/record/checks-of.ts'
import { renderJunit } from '../../helpers/report/junit.ts'
import { countOf } from './records.ts'
import { recordsForReaders } from './records-for-readers.ts'

test.each(Object.entries(recordsForReaders))('junit2json reads the record %s as it is', async (_, record) => {
  const read = await junit2json(renderJunit(record))
  if (!read || !('testsuite' in read)) throw new Error('it found no test suites')
  const suites = read.testsuite ?? []
  const cases = suites.flatMap(({ testcase }) => testcase ?? [])
  const count = countOf(record)
  const sum = (name: 'tests' | 'failures' | 'errors' | 'skipped') =>
    suites.reduce((total, suite) => total + (suite[name] ?? 0), 0)
  expect(cases).toHaveLength(record.endpoints.flatMap(checksOf).length)
  expect({ failures: sum('failures'), errors: sum('errors'), skipped: sum('skipped') }).toEqual({
    failures: count.fail,
    errors: count.inconclusive,
    skipped: count['not-tested'],
  })
  expect(cases.filter(({ failure }) => failure)).toHaveLength(count.fail)
  expect(cases.filter(({ error }) => error)).toHaveLength(count.inconclusive)
  const skipped = record.endpoints.flatMap(checksOf).filter(({ check }) => check.verdict === 'not-tested')
  expect(cases.flatMap((each) => each.skipped?.map(({ message }) => message) ?? [])).toEqual(
    skipped.map(({ check }) => check.reason),
  )
})

test.each(Object.entries(recordsForReaders))(
  'test-results-parser reads the record %s as it is',
  (_, record) => {
    const folder = mkdtempSync(join(tmpdir(), 'group-update-conformance-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'junit.xml')
    writeFileSync(file, renderJunit(record))
    const read = testResults({ type: 'junit', files: [file] })
    const count = countOf(record)
    const cases = read.suites.flatMap((suite) => suite.cases)
    for (const { metadata } of cases)
      expect(metadata).toHaveProperty('level', expect.stringMatching(/^[A-Z]+$/))
    expect(cases).toHaveLength(record.endpoints.flatMap(checksOf).length)
    const status = (wanted: string) => cases.filter((each) => each.status === wanted).length
    // It counts what was skipped in no total.
    const total = cases.length - count['not-tested']
    expect(read).toMatchObject({ total, failed: count.fail, errors: count.inconclusive })
    expect({ pass: status('PASS'), fail: status('FAIL'), skip: status('SKIP') }).toEqual({
      pass: count.pass + count.warn + count['known-failing'],
      fail: count.fail + count.inconclusive,
      skip: count['not-tested'],
    })
  },
)
