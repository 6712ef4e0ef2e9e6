import type { Verdict } from '../verdict/verdict.ts'
import { checksOf, groupBy, type JudgedCheck } from './checks-of.ts'
import { acceptance, explainCheck } from './explain.ts'
import type { Markup } from './markup.ts'
import type { EndpointRecord, RunRecord } from './record.ts'
import { attributes, xml } from './xml.ts'

/** The element of a test case that stands for a verdict; a pass, a warning and a known failure have none. */
const elements: Readonly<Partial<Record<Verdict, string>>> = {
  fail: 'failure',
  inconclusive: 'error',
  'not-tested': 'skipped',
}

/**
 * Renders the record as JUnit XML: a test suite per endpoint and behaviour, a test case per check. The format that
 * Jenkins tools read has properties on suites only, so those of a check are named for it: `auth-missing.level`.
 * A run that is not complete has an error of its own: what was not run leaves no test case that could be red.
 */
export function renderJunit(record: RunRecord): string {
  const suites = record.endpoints.flatMap((endpoint) =>
    [...byBehaviour(endpoint)].map(([behaviour, cases]) => renderSuite(record, endpoint, behaviour, cases)),
  )
  const { incomplete } = record.run
  const facts = { name: record.suite.name, ...totals(record.endpoints.flatMap(checksOf), incomplete) }
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
  const facts = { name, ...totals(cases), skipped: String(count(cases, 'not-tested')), timestamp }
  const properties = cases.flatMap((each) =>
    factsOf(each).map(([key, value]) => renderProperty(`${each.check.id}.${key}`, value)),
  )
  return xml`
  <testsuite${attributes(facts)}>
    <properties>${endpoint.insecureTls && renderProperty('insecureTls', 'true')}${properties}
    </properties>${cases.map((each) => renderCase(name, each))}
  </testsuite>`
}

function renderProperty(name: string, value: string): Markup {
  return xml`
      <property${attributes({ name, value })}/>`
}

function renderCase(classname: string, { check, requirement }: JudgedCheck): Markup {
  const { title, id, verdict, reason = verdict, listed } = check
  const kind = elements[verdict]
  const story = kind === 'skipped' ? '' : explainCheck(check, requirement)
  const facts = factsOf({ check, requirement }).map(([key, value]) => `${key}: ${value}`)
  // Where the verdict has an element, that element has the reason.
  const remarks = [listed && `accepted: ${acceptance(listed)}`, kind ? undefined : check.reason]
  const told = [...facts, ...remarks.filter((remark) => remark !== undefined)].join('\n')
  return xml`
    <testcase${attributes({ name: `${title} [${id}]`, classname, time: seconds(check.milliseconds) })}>${
      kind &&
      xml`
      <${kind}${attributes({ type: verdict, message: reason })}>${story}</${kind}>`
    }
      <system-out>${told}</system-out>
    </testcase>`
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

function totals(cases: readonly JudgedCheck[], incomplete?: string): Record<string, string> {
  const milliseconds = cases.reduce((sum, { check }) => sum + check.milliseconds, 0)
  const more = incomplete === undefined ? 0 : 1
  return {
    tests: String(cases.length + more),
    failures: String(count(cases, 'fail')),
    errors: String(count(cases, 'inconclusive') + more),
    time: seconds(milliseconds),
  }
}

function count(cases: readonly JudgedCheck[], verdict: Verdict): number {
  return cases.filter(({ check }) => check.verdict === verdict).length
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(3)
}
