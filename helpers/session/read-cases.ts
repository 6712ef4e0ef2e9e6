import type { KeptCase } from '../checks/run-check.ts'
import type { Contract } from '../contract/contract.ts'
import { readPublished } from '../contract/read-published.ts'
import { UsageError } from '../usage-error.ts'

/** A generated case in a file, with what was seen when it failed. The file's schema is `schemas/cases.schema.json`. */
export interface FiledCase extends KeptCase {
  readonly seed?: number
  readonly path?: string
  readonly expected?: string
  readonly seen?: string
}

/** Reads a file of cases. Throws UsageError for one that cannot be read or is of another form. */
export function readCases(file: string, contracts: readonly Contract[]): readonly FiledCase[] {
  const { cases } = readPublished<{ readonly cases: readonly FiledCase[] }>(file, {
    schema: 'cases.schema.json',
    name: 'file of cases',
    from: 'as a run writes it (schemas/cases.schema.json)',
  })
  const known = contracts.map(({ name }) => name)
  for (const { endpoint } of cases) {
    if (!known.includes(endpoint))
      throw new UsageError(`${file} has a case of the endpoint ${endpoint}; expected ${known.join(' or ')}`)
  }
  return cases
}
