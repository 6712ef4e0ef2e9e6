import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type {
  CheckRecord,
  EndpointRecord,
  RequirementRecord,
  RunRecord,
} from '../../helpers/report/record.ts'
import { type Verdict, verdicts } from '../../helpers/verdict/verdict.ts'

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
