import { XmlDocument, type XmlElement } from 'libxml2-wasm'
import type { Verdict } from '../verdict/verdict.ts'
import { checksOf, groupBy, type JudgedCheck } from './checks-of.ts'
import { acceptance, explainCheck } from './explain.ts'
import type { CheckRecord, EndpointRecord, RequirementRecord, RunRecord } from './record.ts'

/** The element of a test case that stands for a verdict; a pass, a warning and a known failure have none. */
const elements: Readonly<Partial<Record<Verdict, string>>> = {
  fail: 'failure',
  inconclusive: 'error',
  'not-tested': 'skipped',
}

/**
 * Renders the record as JUnit XML: a test suite per endpoint and behaviour, a test case per check. The format that
 * Jenkins tools read has properties on suites only, so those of a check are named for it: `auth-missing.level`.
 */
export function renderJunit(record: RunRecord): string {
  const document = XmlDocument.create()
  try {
    const root = document.createRoot('testsuites')
    setAttributes(root, { name: record.suite.name, ...totals(record.endpoints.flatMap(checksOf)) })
    for (const endpoint of record.endpoints) {
      for (const [behaviour, cases] of byBehaviour(endpoint))
        addSuite(root, record, endpoint, behaviour, cases)
    }
    return document.toString({ format: true })
  } finally {
    document.dispose()
  }
}

function addSuite(
  root: XmlElement,
  record: RunRecord,
  endpoint: EndpointRecord,
  behaviour: string,
  cases: readonly JudgedCheck[],
): void {
  const suite = root.addElement('testsuite')
  const name = `${endpoint.name}.${behaviour}`
  setAttributes(suite, {
    name,
    ...totals(cases),
    skipped: count(cases, 'not-tested'),
    timestamp: record.run.startedAt.slice(0, 19),
  })
  const properties = suite.addElement('properties')
  if (endpoint.insecureTls) addProperty(properties, 'insecureTls', 'true')
  for (const each of cases)
    for (const [key, value] of factsOf(each)) addProperty(properties, `${each.check.id}.${key}`, value)
  for (const { check, requirement } of cases) addCase(suite, name, check, requirement)
}

function addCase(
  suite: XmlElement,
  classname: string,
  check: CheckRecord,
  requirement: RequirementRecord,
): void {
  const element = suite.addElement('testcase')
  setAttributes(element, {
    name: `${check.title} [${check.id}]`,
    classname,
    time: seconds(check.milliseconds),
  })
  const kind = elements[check.verdict]
  if (kind) {
    const verdict = element.addElement(kind)
    setAttributes(verdict, { type: check.verdict, message: check.reason ?? check.verdict })
    if (kind !== 'skipped') verdict.addText(clean(explainCheck(check, requirement)))
  }
  const facts = factsOf({ check, requirement }).map(([key, value]) => `${key}: ${value}`)
  const remarks = [
    ...(check.listed ? [`accepted: ${acceptance(check.listed)}`] : []),
    // Where the verdict has an element, that element has the reason.
    ...(kind || check.reason === undefined ? [] : [check.reason]),
  ]
  element.addElement('system-out').addText(clean([...facts, ...remarks].join('\n')))
}

function factsOf({ check, requirement }: JudgedCheck): [string, string][] {
  const { level, basis, id, source } = requirement
  return [
    ['verdict', check.verdict],
    ['level', level],
    ['basis', basis],
    ['requirement', id],
    ['source', `${source.document}, ${source.section}`],
  ]
}

function byBehaviour(endpoint: EndpointRecord): Map<string, JudgedCheck[]> {
  return groupBy(checksOf(endpoint), ({ check }) => check.behaviour)
}

function totals(cases: readonly JudgedCheck[]): Record<string, string> {
  const milliseconds = cases.reduce((sum, { check }) => sum + check.milliseconds, 0)
  return {
    tests: String(cases.length),
    failures: count(cases, 'fail'),
    errors: count(cases, 'inconclusive'),
    time: seconds(milliseconds),
  }
}

function count(cases: readonly JudgedCheck[], verdict: Verdict): string {
  return String(cases.filter(({ check }) => check.verdict === verdict).length)
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(3)
}

function addProperty(properties: XmlElement, name: string, value: string): void {
  setAttributes(properties.addElement('property'), { name, value })
}

function setAttributes(element: XmlElement, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttr(name, clean(value))
}

/** XML 1.0 cannot hold every character; those that it cannot are shown by their number. */
function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(
      /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu,
      (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`,
    )
}
