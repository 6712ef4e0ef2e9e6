import { groupBy } from '../group-by.ts'
import { checksOf, type JudgedCheck } from '../record/checks-of.ts'
import type { EndpointRecord, RunRecord } from '../record/record.ts'
import type { Verdict } from '../verdict/verdict.ts'
import { contractOf } from './contract-line.ts'
import { acceptance, explainCheck } from './explain.ts'
import type { Markup } from './markup.ts'
import { whereOf } from './where.ts'
import { attributes, xml } from './xml.ts'

/** The element of a test case that stands for a verdict; a pass, a warning and a known failure have none. */
const elements: Readonly<Partial<Record<Verdict, string>>> = {
  fail: 'failure',
  inconclusive: 'error',
  'not-tested': 'skipped',
}

/**
 * Renders the record as JUnit XML: a test suite per endpoint and behaviour, a test case per check. What is known of a
 * check stands in its case, as properties for programs and as its output for people and for readers without properties.
 * A run that is not complete has an error of its own: what was not run leaves no test case that could be red.
 */
export function renderJunit(record: RunRecord): string {
  const suites = record.endpoints.flatMap((endpoint) =>
    [...byBehaviour(endpoint)].map(([behaviour, cases]) => renderSuite(record, endpoint, behaviour, cases)),
  )
  const { incomplete } = record.run
  const all = record.endpoints.flatMap(checksOf)
  const facts = { name: record.suite.name, ...totals(all, incomplete) }
  const document = xml`<?xml version="1.0" encoding="UTF-8"?>
<testsuites${attributes(facts)}>${incomplete !== undefined && renderIncomplete(incomplete)}${suites}
</testsuites>
`
  return document.toString()
}

function renderIncomplete(incomplete: string): Markup {
  const [name, time] = ['run', seconds(0)]
  return xml`
  <testsuite${attributes({ name, ...totals([], incomplete) })}>
    <testcase${attributes({ name: 'the run is complete', classname: name, time })}>
      <error${attributes({ type: 'inconclusive', message: incomplete })}/>
    </testcase>
  </testsuite>`
}

function renderSuite(
  { run }: RunRecord,
  endpoint: EndpointRecord,
  behaviour: string,
  cases: readonly JudgedCheck[],
): Markup {
  const name = `${endpoint.name}.${behaviour}`
  const timestamp = run.startedAt.slice(0, 19)
  const facts = { name, ...totals(cases), timestamp }
  const about = [
    renderProperty('target', whereOf(endpoint)),
    ...(endpoint.contract ? [renderProperty('contract', contractOf(endpoint.contract))] : []),
    ...(endpoint.insecureTls ? [renderProperty('insecureTls', 'true')] : []),
  ]
  return xml`
  <testsuite${attributes(facts)}>
    ${renderProperties(about)}${cases.map((each) => renderCase(name, each))}
  </testsuite>`
}

function renderProperties(properties: readonly Markup[]): Markup {
  return xml`<properties>${properties}</properties>`
}

function renderProperty(name: string, value: string): Markup {
  return xml`<property${attributes({ name, value })}/>`
}

function renderCase(classname: string, { check, requirement }: JudgedCheck): Markup {
  const { title, id, verdict, listed } = check
  const reason = reasonOf(check)
  const kind = elements[verdict]
  const story = kind === 'skipped' ? '' : explainCheck(check, requirement)
  const facts = factsOf({ check, requirement })
  // Where the verdict has an element, that element has the reason.
  const remarks = [listed && `accepted: ${acceptance(listed)}`, kind ? undefined : reason]
  const lines = [...facts.map(([key, value]) => `${key}: ${value}`), ...remarks]
  const told = lines.filter((line) => line !== undefined).join('\n')
  return xml`
    <testcase${attributes({ name: `${title} [${id}]`, classname, time: seconds(check.milliseconds) })}>
      ${renderProperties(facts.map(([key, value]) => renderProperty(key, value)))}${
        kind &&
        xml`
      <${kind}${attributes({ type: verdict, message: reason ?? verdict })}>${story}</${kind}>`
      }
      <system-out>${told}</system-out>
    </testcase>`
}

/** The reason, and of a consequence first what it follows from. */
function reasonOf({ reason, because }: JudgedCheck['check']): string | undefined {
  return because?.[0] === undefined ? reason : `follows from ${because[0]}: ${reason}`
}

function factsOf({ check, requirement }: JudgedCheck): [string, string][] {
  const { level, basis, id, source } = requirement
  return [
    ['verdict', check.verdict],
    ['level', level],
    ['basis', basis],
    ['requirement', id],
    ['source', `${source.document}, ${source.section}`],
    ...(check.because ? [['because', check.because.join(', ')] satisfies [string, string]] : []),
  ]
}

function byBehaviour(endpoint: EndpointRecord): Map<string, JudgedCheck[]> {
  return groupBy(checksOf(endpoint), ({ check }) => check.behaviour)
}

function totals(cases: readonly JudgedCheck[], incomplete?: string): Record<string, string> {
  const milliseconds = cases.reduce((sum, { check }) => sum + check.milliseconds, 0)
  const more = incomplete === undefined ? 0 : 1
  return {
    tests: String(cases.length + more),
    failures: String(count(cases, 'fail')),
    errors: String(count(cases, 'inconclusive') + more),
    skipped: String(count(cases, 'not-tested')),
    time: seconds(milliseconds),
  }
}

function count(cases: readonly JudgedCheck[], verdict: Verdict): number {
  return cases.filter(({ check }) => check.verdict === verdict).length
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(3)
}
