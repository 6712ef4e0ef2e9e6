import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { countsOf } from '../../helpers/record/counts.ts'
import type {
  CheckRecord,
  EndpointRecord,
  RequirementRecord,
  RunRecord,
} from '../../helpers/record/record.ts'
import { type Verdict, verdicts, worst } from '../../helpers/verdict/verdict.ts'
import { hostileRecord } from './hostile-record.ts'

const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true })
formats.default(ajv)
const schema = new URL('../../schemas/run-record.schema.json', import.meta.url)
const valid = ajv.compile<RunRecord>(JSON.parse(readFileSync(schema, 'utf8')))

/** What the published JSON Schema finds wrong with a record, and with counts that do not add up to the checks. */
export function recordProblems(record: unknown): string[] {
  const plain: unknown = JSON.parse(JSON.stringify(record))
  if (valid(plain)) return plain.endpoints.flatMap(wrongCounts)
  return (valid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

function wrongCounts(endpoint: EndpointRecord): string[] {
  const checks = new Map(
    endpoint.requirements.flatMap((each) => each.checks.map((check) => [check.id, check.verdict])),
  )
  return verdicts.flatMap((verdict) => {
    const count = [...checks.values()].filter((each) => each === verdict).length
    const told = endpoint.counts[verdict]
    return told === count ? [] : [`${endpoint.name} counts ${told} ${verdict} and has ${count}`]
  })
}

/** Every check of a record with its requirement; one that judges several stands under each. */
export function checksIn({ endpoints }: RunRecord): { check: CheckRecord; requirement: RequirementRecord }[] {
  return endpoints.flatMap(({ requirements }) =>
    requirements.flatMap((requirement) => requirement.checks.map((check) => ({ check, requirement }))),
  )
}

/** The ids of the checks of a record, sorted. */
export function checkIds(record: RunRecord): string[] {
  return [...new Set(checksIn(record).map(({ check }) => check.id))].sort()
}

/** The counts of all endpoints together. */
export function countOf({ endpoints }: RunRecord): Record<Verdict, number> {
  const sums = verdicts.map((verdict) => [
    verdict,
    endpoints.reduce((sum, { counts }) => sum + counts[verdict], 0),
  ])
  return Object.fromEntries(sums)
}

/**
 * A record of one endpoint with two findings of different causes and what follows from each of them, a check that
 * passed with a note, and one that is known to fail for a reason of its own.
 */
export function recordWithConsequences(): RunRecord {
  const { endpoints, ...record } = hostileRecord()
  const [endpoint] = endpoints
  const [requirement] = endpoint?.requirements ?? []
  if (!endpoint || !requirement) throw new Error('the hostile record is empty')
  const of = (id: string, checks: readonly CheckRecord[]): RequirementRecord => ({
    ...requirement,
    id,
    duty: `A server keeps ${id}.`,
    source: { document: 'the document', section: 'section 1' },
    verdict: worst(checks.map(({ verdict }) => verdict)),
    checks,
  })
  const requirements = [
    of('first-duty', [
      failing('wrong-password', '200 instead of unauthenticated'),
      failing('wrong-tenant', '200 instead of forbidden', 'wrong-password'),
      { ...failing('no-challenge', 'no challenge', 'wrong-password'), verdict: 'warn' },
    ]),
    of('second-duty', [
      failing('half-stored', '200 instead of malformed', 'late-stored', 'wrong-password'),
      failing('late-stored', 'name is not kept as it was sent'),
      { ...plain('refused-well'), verdict: 'pass', reason: 'refused with 412' },
    ]),
    of('third-duty', [failing('other-half', 'a group changed', 'late-stored')]),
    of('fourth-duty', [
      { ...plain('taken-well'), verdict: 'pass', reason: 'refused with 422' },
      { ...failing('old-sore', 'old'), verdict: 'known-failing', listed: { reason: 'mended in 2.4' } },
    ]),
  ]
  const judged = requirements.flatMap(({ checks }) => checks)
  const only = { ...endpoint, title: 'Groups', leftovers: [], requirements, counts: countsOf(judged) }
  return { ...record, endpoints: [{ ...only, exchangesJudged: 10 }] }
}

/** A record of as many findings, each of a cause of its own, in words as long as usual; with requests over time. */
export function recordOfFindings(count: number): RunRecord {
  const { endpoints, ...record } = recordWithConsequences()
  const [endpoint] = endpoints
  const [requirement] = endpoint?.requirements ?? []
  if (!endpoint || !requirement) throw new Error('the record to start from is empty')
  const words = 'the update to be refused as malformed with 400, or with 422 and the error code 5. '
  const checks = Array.from({ length: count }, (_, at) => ({
    ...failing(`broken-${at + 1}`, `cause ${at + 1}: 200 instead of malformed`),
    expected: words.repeat(2),
    seen: `200 application/json: {"success":1,"message":"${words}"}`,
  }))
  const requirements = [{ ...requirement, id: 'sole-duty', verdict: 'fail' as const, checks }]
  const traffic = {
    startedAt: '2026-03-04T05:06:07.089Z',
    slot: 10,
    sent: { accepted: [3, 0, 2], refused: [0, 1], overloaded: [0, 0, 1] },
    waiting: [0, 0, 1],
    latency: { median: 2.1, p95: 40, longest: 1_200, buckets: [1, 2, 0, 4] },
  }
  const only = { ...endpoint, requirements, counts: countsOf(checks), traffic }
  return { ...record, endpoints: [only] }
}

/** A record with its checks changed; nothing else follows suit. */
export function withChecks(record: RunRecord, change: (check: CheckRecord) => CheckRecord): RunRecord {
  const endpoints = record.endpoints.map((endpoint) => ({
    ...endpoint,
    requirements: endpoint.requirements.map((each) => ({ ...each, checks: each.checks.map(change) })),
  }))
  return { ...record, endpoints }
}

function plain(id: string): Pick<CheckRecord, 'id' | 'behaviour' | 'title' | 'milliseconds'> {
  return { id, behaviour: 'one', title: `MUST do ${id}`, milliseconds: 1 }
}

function failing(id: string, cause: string, ...because: readonly string[]): CheckRecord {
  const [expected, seen] = [`what ${id} asks for`, `what ${id} saw`]
  const reason = `expected ${expected}; saw ${seen}`
  const found = { ...plain(id), verdict: 'fail', reason, expected, seen, cause } as const
  return {
    ...found,
    ...(because.length > 0 && { because }),
    repeat: `npx group-update-conformance run first --only ${id}`,
  }
}
