import { checksOf, type JudgedCheck } from '../record/checks-of.ts'
import type { EndpointRecord, RunRecord } from '../record/record.ts'
import type { Verdict } from '../verdict/verdict.ts'
import { contractLine } from './contract-line.ts'
import { explainCheck } from './explain.ts'
import { whereOf } from './where.ts'

type Status = 'passed' | 'failed' | 'skipped'

/** As in JUnit, what could not be judged is red, and what does not gate is not; `rawStatus` has the verdict. */
const statuses: Readonly<Record<Verdict, Status>> = {
  pass: 'passed',
  warn: 'passed',
  'known-failing': 'passed',
  fail: 'failed',
  inconclusive: 'failed',
  'not-tested': 'skipped',
}

interface Test {
  readonly name: string
  readonly status: Status
  readonly duration: number
}

/** The record in the Common Test Report Format (ctrf.io): a test per check, in suites of endpoint and behaviour. */
export function renderCtrf({ suite, run, verdict, endpoints }: RunRecord): string {
  const { incomplete, shard } = run
  const tests = [
    ...endpoints.flatMap((endpoint) => checksOf(endpoint).map((judged) => testOf(endpoint, judged))),
    ...(incomplete === undefined ? [] : [missingTest(incomplete)]),
  ]
  const contracts = endpoints.flatMap(contractLine)
  const count = (status: Status) => tests.filter((test) => test.status === status).length
  const [start, stop] = [Date.parse(run.startedAt), Date.parse(run.finishedAt)]
  const report = {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    runId: run.id,
    timestamp: run.finishedAt,
    generatedBy: `${suite.name} ${suite.version}`,
    results: {
      tool: { name: suite.name, version: suite.version, extra: { catalogue: suite.catalogue } },
      summary: {
        tests: tests.length,
        passed: count('passed'),
        failed: count('failed'),
        skipped: count('skipped'),
        pending: 0,
        other: 0,
        start,
        stop,
        duration: stop - start,
        extra: { verdict },
      },
      tests,
      environment: {
        testEnvironment: endpoints.map((endpoint) => `${endpoint.name} at ${whereOf(endpoint)}`).join(', '),
        ...(shard && { shardId: `${shard.index}/${shard.of}` }),
        extra: { gate: run.failOn, seed: run.seed, ...(contracts.length > 0 && { contracts }) },
      },
    },
  }
  return `${JSON.stringify(report, null, 2)}\n`
}

/** A test with what its check came to; one that did not pass tells its story as its trace. */
function testOf(endpoint: EndpointRecord, { check, requirement }: JudgedCheck): Test {
  const { id, behaviour, title, verdict, reason, because, cause, repeat, milliseconds, listed } = check
  const { level, basis, source } = requirement
  const telling = { ...(cause !== undefined && { cause }), ...(repeat !== undefined && { repeat }) }
  const made = {
    testId: `${endpoint.name}/${id}`,
    name: `${title} [${id}]`,
    status: statuses[verdict],
    rawStatus: verdict,
    duration: Math.round(milliseconds),
    suite: [endpoint.name, behaviour],
    ...(reason !== undefined && { message: reason }),
    ...(verdict !== 'pass' && { trace: explainCheck(check, requirement) }),
    ...(listed?.flaky && { flaky: true }),
    tags: [level],
    labels: {
      requirement: requirement.id,
      level,
      basis,
      source: `${source.document}, ${source.section}`,
      ...(because && { because: [...because] }),
    },
    ...(Object.keys(telling).length > 0 && { extra: telling }),
  }
  return made
}

/** What was not run leaves no test that could be red. */
function missingTest(incomplete: string): Test {
  const message = { message: incomplete, rawStatus: 'inconclusive', suite: ['run'] }
  return { name: 'the run is complete', status: 'failed', duration: 0, ...message }
}
