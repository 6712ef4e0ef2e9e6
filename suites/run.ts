import { randomInt } from 'node:crypto'
import { describe, test } from 'vitest'
import { type DescribedTarget, describeConformance } from '../helpers/library/describe-conformance.ts'
import { hasAddress, isForEmbedded } from '../helpers/settings/addresses.ts'
import { given, readEnvironment } from '../helpers/settings/environment.ts'
import { variable } from '../helpers/target/endpoint-settings.ts'

/** What all endpoints are checked with: one record of them has one seed. */
const shared = { seed: randomInt(2 ** 31 - 1) }

/**
 * The checks of an endpoint as tests of Vitest, on the target that the environment and `.env` say, and on the embedded
 * reference server where they say none. The run record and its reports are written as the command writes them.
 */
export function describeAsSet(endpoint: string): void {
  const { environment } = readEnvironment('.env', false, process.env)
  const reports = given(environment, 'CONFORMANCE_REPORTS') ?? 'reports'
  const on = (settings: DescribedTarget['settings']) =>
    describeConformance({ ...shared, endpoint, settings, reports })
  if (isForEmbedded(environment)) on('embedded')
  else if (hasAddress(environment, endpoint)) on(environment)
  else describe(endpoint, () => test.skip(`is not checked: ${variable(endpoint, 'BASE_URL')} is empty`))
}
