import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../usage-error.ts'
import { checksOf } from './checks-of.ts'
import { readEach } from './read-record.ts'
import type { EndpointRecord } from './record.ts'

/**
 * The checks, by endpoint, that failed or were inconclusive in the run whose record is in that folder: on the endpoints
 * that were named, or on any. Throws UsageError where there is no record, or nothing of that kind in it.
 */
export function lastFailed(
  reports: string,
  named: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const file = join(reports, 'conformance.json')
  if (!existsSync(file))
    throw new UsageError(
      `--last-failed: there is no ${file}; expected the reports folder of a run (--reports)`,
    )
  const open = readEach([file])
    .flatMap(({ endpoints }) => endpoints)
    .filter(({ name }) => named.length === 0 || named.includes(name))
    .map((endpoint) => [endpoint.name, openIn(endpoint)] as const)
    .filter(([, ids]) => ids.length > 0)
  if (open.length === 0) {
    const where = named.length > 0 ? ` on ${named.join(' and ')}` : ''
    throw new UsageError(
      `--last-failed: no check failed or was inconclusive${where} in ${file}; expected a run that has one, or no --last-failed`,
    )
  }
  return new Map(open)
}

function openIn(endpoint: EndpointRecord): string[] {
  return checksOf(endpoint).flatMap(({ check: { id, verdict } }) =>
    verdict === 'fail' || verdict === 'inconclusive' ? [id] : [],
  )
}
