import { expect, test } from 'vitest'
import { checksOf } from '../../helpers/record/checks-of.ts'
import { renderJunit } from '../../helpers/report/junit.ts'
import { hostileRecord, hostileTexts } from './hostile-record.ts'
import { childrenOf, type Element, junitProblems, readElement } from './junit-schema.ts'
import { checksIn } from './records.ts'

const record = hostileRecord()
const text = renderJunit(record)
const root = readElement(text)
const suites = childrenOf(root, 'testsuite')
const cases = suites.flatMap((suite) => childrenOf(suite, 'testcase'))

test('the schema refuses what its readers refuse', () => {
  const suite = (inner: string) =>
    `<testsuites><testsuite name="s" tests="1" failures="0" errors="0" time="0.1">${inner}</testsuite></testsuites>`
  expect(junitProblems(suite('<testcase name="c" classname="s" time="0.1"/>'))).toEqual([])
  for (const refused of [
    suite(
      '<testcase name="c"><system-out/><properties><property name="a" value="b"/></properties></testcase>',
    ),
    suite('<testcase name="c"/><testcase name="c"/>').replace('name="s"', ''),
    suite('<testcase name="c" verdict="pass"/>'),
    suite('<testcase name="c" time="0.1234"/>'),
    suite('<testcase name="c"><warning message="w"/></testcase>'),
    suite('<testcase name="c"/><properties><property name="a" value="b"/></properties>'),
    suite('').replace('tests="1"', 'tests="some"'),
    suite('').replace('time="0.1"', 'timestamp="2026-01-01T00:00:00.000Z"'),
  ]) {
    expect(junitProblems(refused)).not.toEqual([])
  }
})

test('a record with every verdict and hostile texts is valid', () => {
  expect(junitProblems(text)).toEqual([])
})

test('there is a suite for each endpoint and behaviour, and a case for each check', () => {
  const expected = record.endpoints.flatMap(({ name, requirements }) =>
    requirements.flatMap(({ checks }) => checks.map(({ behaviour, id }) => [`${name}.${behaviour}`, id])),
  )
  const seen = suites.flatMap((suite) =>
    childrenOf(suite, 'testcase').map((each) => [
      suite.attributes.name,
      /\[([\w-]+)\]$/.exec(each.attributes.name ?? '')?.[1],
    ]),
  )
  const unique = new Map(expected.map((pair) => [pair.join(' '), pair]))
  expect(seen.sort()).toEqual([...unique.values()].sort())
  for (const suite of suites) {
    for (const each of childrenOf(suite, 'testcase'))
      expect(each.attributes.classname).toBe(suite.attributes.name)
  }
})

test('each verdict has its element, with its reason as message', () => {
  const kinds = { fail: 'failure', inconclusive: 'error', 'not-tested': 'skipped' }
  for (const { check } of checksIn(record)) {
    const element = caseOf(check.id)
    const outcomes = element.children.filter(({ name }) => !/^system-|^properties$/.test(name))
    const kind = Object.entries(kinds).find(([verdict]) => verdict === check.verdict)?.[1]
    expect(outcomes.map(({ name }) => name)).toEqual(kind ? [kind] : [])
    if (kind) expect(outcomes[0]?.attributes).toMatchObject({ type: check.verdict })
    if (kind) expect(outcomes[0]?.attributes.message).not.toBe('')
  }
  expect(childrenOf(caseOf('check-not-tested'), 'skipped')[0]?.attributes.message).toBe(
    'set SQS_TENANT to a tenant',
  )
})

test('a run that is not complete is never green', () => {
  const endpoints = record.endpoints.map((endpoint) => ({ ...endpoint, requirements: [] }))
  const incomplete = 'cut off: "checks" < that were run'
  const cut = renderJunit({ ...record, endpoints, run: { ...record.run, complete: false, incomplete } })
  expect(junitProblems(cut)).toEqual([])
  const { attributes, children } = readElement(cut)
  expect(attributes).toMatchObject({ tests: '1', failures: '0', errors: '1' })
  const [testcase] = children.flatMap((suite) => childrenOf(suite, 'testcase'))
  expect(testcase?.children).toMatchObject([
    { name: 'error', attributes: { type: 'inconclusive', message: incomplete } },
  ])
})

test('the numbers in attributes are those of the elements', () => {
  const count = (elements: readonly Element[], name: string) =>
    String(elements.flatMap((element) => childrenOf(element, name)).length)
  for (const suite of suites) {
    const own = childrenOf(suite, 'testcase')
    expect(suite.attributes).toMatchObject({
      tests: String(own.length),
      failures: count(own, 'failure'),
      errors: count(own, 'error'),
      skipped: count(own, 'skipped'),
    })
  }
  expect(root.attributes).toMatchObject({
    tests: String(cases.length),
    failures: count(cases, 'failure'),
    errors: count(cases, 'error'),
    skipped: count(cases, 'skipped'),
  })
  const time = cases.reduce((sum, { attributes }) => sum + Number(attributes.time), 0)
  expect(Number(root.attributes.time)).toBeCloseTo(time, 2)
})

test('level, basis, requirement and source of each check are properties of its case, and in its output', () => {
  for (const { check, requirement } of record.endpoints.flatMap(checksOf)) {
    const { level, basis, id, source } = requirement
    const facts = [
      ['verdict', check.verdict],
      ['level', level],
      ['basis', basis],
      ['requirement', id],
      ['source', `${source.document}, ${source.section}`],
    ]
    expect(propertiesOf(caseOf(check.id))).toEqual(facts)
    const [out] = childrenOf(caseOf(check.id), 'system-out')
    expect(out?.text).toContain(facts.map(([name, value]) => `${name}: ${value}`).join('\n'))
  }
  for (const suite of suites) expect(propertiesOf(suite)).toEqual([['target', 'http://127.0.0.1:1']])
})

test('a failure tells its whole story in its text', () => {
  const failure = childrenOf(caseOf('check-fail'), 'failure')[0]
  for (const said of ['duty of the failing', 'the document, section 1', 'expected', 'saw', 'curl', 'repeat'])
    expect(failure?.text).toContain(said)
})

test('a known failure passes, and says why it is accepted and what was found', () => {
  const [out] = childrenOf(caseOf('check-known-failing'), 'system-out')
  expect(out?.text).toMatch(/^verdict: known-failing$/m)
  expect(out?.text).toMatch(/^accepted: .* until 2026-03-05$/m)
  expect(out?.text).toMatch(/until 2026-03-05\n\S/)
})

test('what XML can hold arrives as it was, and the rest is shown by its number', () => {
  const failure = childrenOf(caseOf('check-fail'), 'failure')[0]?.text ?? ''
  for (const { plain } of hostileTexts) expect(failure).toContain(plain)
  expect(failure).toContain('bell ‹U+0007›')
  expect(failure).toContain('escape ‹U+001B›[31m')
  expect(failure).toContain('half \uFFFD')
})

test('white space in texts and attributes arrives as it was', () => {
  const odd = ' a\tb\nc\rd\r\ne  "f" '
  const [endpoint] = record.endpoints
  const requirements = (endpoint?.requirements ?? []).map((requirement) => ({
    ...requirement,
    checks: requirement.checks.map((check) => ({ ...check, title: odd, reason: odd })),
  }))
  const written = renderJunit({
    ...record,
    endpoints: record.endpoints.map((each) => ({ ...each, requirements })),
  })
  const [one] = childrenOf(readElement(written), 'testsuite').flatMap((suite) =>
    childrenOf(suite, 'testcase'),
  )
  expect(one?.attributes.name?.startsWith(`${odd} [`)).toBe(true)
  expect(written).toContain('&#13;')
  const outs = childrenOf(readElement(written), 'testsuite')
    .flatMap((suite) => childrenOf(suite, 'testcase'))
    .flatMap((each) => childrenOf(each, 'system-out'))
  expect(outs.some(({ text: told }) => told.includes(odd))).toBe(true)
})

function propertiesOf(element: Element) {
  return childrenOf(element, 'properties')
    .flatMap((each) => childrenOf(each, 'property'))
    .map(({ attributes: { name, value } }) => [name, value])
}

function caseOf(id: string): Element {
  const found = cases.find(({ attributes }) => attributes.name?.endsWith(`[${id}]`))
  if (!found) throw new Error(`no test case ${id}`)
  return found
}
