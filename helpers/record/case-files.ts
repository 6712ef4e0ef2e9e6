import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { KeptCase } from '../checks/run-check.ts'
import type { Contract } from '../contract/contract.ts'
import { sameJson } from '../contract/json-value.ts'
import { replaceFile } from '../replace-file.ts'
import { type FiledCase, readCases } from '../session/read-cases.ts'
import { checksOf } from './checks-of.ts'
import type { RunRecord } from './record.ts'

/** The folder of the case files below the one of the reports. */
const folderName = 'cases'

/** Where a run files the case that a check failed on. */
export function caseFile(reports: string, endpoint: string, check: string): string {
  return join(reports, folderName, `${endpoint}-${check}.json`)
}

/** Files each generated case that a check failed on. */
export function writeCaseFiles(record: RunRecord, reports: string): void {
  const found = failedCases(record)
  if (found.length > 0) mkdirSync(join(reports, folderName), { recursive: true })
  for (const each of found) writeCases(caseFile(reports, each.endpoint, each.check), [each])
}

/** Adds the cases of a run to a corpus, which may be new. */
export function keepCases(record: RunRecord, corpus: string, contracts: readonly Contract[]): void {
  const kept = existsSync(corpus) ? readCases(corpus, contracts) : []
  const found = failedCases(record).filter((each) => !kept.some((other) => isSame(each, other)))
  if (found.length > 0) writeCases(corpus, [...kept, ...found])
}

function failedCases({ endpoints }: RunRecord): FiledCase[] {
  return endpoints.flatMap((endpoint) =>
    checksOf(endpoint).flatMap(({ check: { id, counterexample, expected, seen } }) => {
      if (!counterexample) return []
      const { seed, path, payload } = counterexample
      const told = { ...(expected !== undefined && { expected }), ...(seen !== undefined && { seen }) }
      return [{ endpoint: endpoint.name, check: id, payload: JSON.parse(payload), seed, path, ...told }]
    }),
  )
}

function isSame(one: KeptCase, other: KeptCase): boolean {
  return one.endpoint === other.endpoint && one.check === other.check && sameJson(one.payload, other.payload)
}

function writeCases(file: string, cases: readonly FiledCase[]): void {
  replaceFile(file, `${JSON.stringify({ format: 1, cases }, null, 2)}\n`)
}
