import type { Contract } from '../contract/contract.ts'
import { distance, nearest } from '../nearest.ts'
import { variable } from '../target/endpoint-settings.ts'
import { UsageError } from '../usage-error.ts'
import { settingsOf } from './endpoint-table.ts'

/** What opens the key of a client certificate. */
export const passphraseVariable = 'CONFORMANCE_CLIENT_KEY_PASSPHRASE'

/** Settings that are of no endpoint, by the names of their variables. */
export const commonVariables: readonly string[] = [
  'CONFORMANCE_ALLOW_HOSTS',
  'CONFORMANCE_CA_FILE',
  'CONFORMANCE_CLIENT_CERT_FILE',
  'CONFORMANCE_CLIENT_KEY_FILE',
  'CONFORMANCE_INSECURE_TLS',
  passphraseVariable,
  `${passphraseVariable}_FILE`,
]

/** Where the tests of the project `conformance` write their reports, and which contracts there are: neither says anything of a target. */
const otherVariables = ['CONFORMANCE_REPORTS', 'CONFORMANCE_CONTRACTS']

/** What other tools read too. */
const networkVariables = ['HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy', 'NODE_EXTRA_CA_CERTS']

/** What Kubernetes tells each container of a service that happens to be named `sqs`. */
const ofKubernetes = /_(SERVICE_(HOST|PORT\w*)|PORT(_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)$/

/** The variables of an endpoint's settings, of the files that may hold its secrets, and of commands that print them. */
export function variablesOf(contract: Contract): string[] {
  return settingsOf(contract).flatMap(({ name, secret, commanded }) => {
    const own = variable(contract.name, name)
    return [own, ...(secret ? [`${own}_FILE`] : []), ...(commanded ? [`${own}_COMMAND`] : [])]
  })
}

/** The variables that hold a command. */
export function commandsOf(contract: Contract): string[] {
  return variablesOf(contract).filter((name) => name.endsWith('_COMMAND'))
}

/** Every variable that is read. */
export function knownVariables(contracts: readonly Contract[]): string[] {
  const ofEndpoints = contracts.flatMap(variablesOf)
  return [...ofEndpoints, ...commonVariables, ...otherVariables, ...networkVariables]
}

/**
 * Throws UsageError for a name that is meant for this suite and unknown to it: one that begins as an endpoint's
 * settings do, or is all but one of them. What it was to say would be missed, and nobody told.
 */
export function assertVariablesKnown(names: readonly string[], contracts: readonly Contract[]): void {
  const known = knownVariables(contracts)
  const prefixes = [...contracts.map(({ name }) => variable(name, '')), 'CONFORMANCE_']
  const unknown = names.find(
    (name) =>
      !known.includes(name) &&
      !ofKubernetes.test(name) &&
      (prefixes.some((prefix) => name.toUpperCase().startsWith(prefix)) || isNearOne(name, known)),
  )
  if (unknown === undefined) return
  const meant = nearest(unknown.toUpperCase(), known)
  throw new UsageError(
    `${unknown} is no setting of this suite; did you mean ${meant}? (.env.example has them all)`,
  )
}

function isNearOne(name: string, known: readonly string[]): boolean {
  const upper = name.toUpperCase()
  return known.some(
    (each) =>
      each.includes('_BASE_') && Math.abs(each.length - name.length) <= 2 && distance(upper, each) <= 2,
  )
}
