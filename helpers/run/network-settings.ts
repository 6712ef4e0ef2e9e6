import { readFileSync } from 'node:fs'
import type { NetworkSettings } from '../target/network.ts'
import { type Environment, given } from './environment.ts'
import { UsageError } from './usage-error.ts'

/** Reads how targets are reached. Throws UsageError, naming the setting. */
export function networkSettings(environment: Environment): NetworkSettings {
  const caFile = given(environment, 'CONFORMANCE_CA_FILE')
  const httpsProxy = given(environment, 'HTTPS_PROXY') ?? given(environment, 'https_proxy')
  const noProxy = given(environment, 'NO_PROXY') ?? given(environment, 'no_proxy')
  return {
    insecureTls: isOn('CONFORMANCE_INSECURE_TLS', given(environment, 'CONFORMANCE_INSECURE_TLS')),
    ...(caFile !== undefined && { ca: readCertificates(caFile) }),
    ...(httpsProxy !== undefined && { httpsProxy: proxyUrl(httpsProxy) }),
    ...(noProxy !== undefined && { noProxy }),
  }
}

function readCertificates(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new UsageError(
      `CONFORMANCE_CA_FILE names ${file}, which cannot be read; expected a file of certificates (PEM)`,
    )
  }
}

function isOn(name: string, found: string | undefined): boolean {
  if (found === undefined || found === '0') return false
  if (found === '1') return true
  throw new UsageError(`${name} is ${found}; expected 1, 0 or nothing`)
}

function proxyUrl(found: string): string {
  if (URL.canParse(found)) return found
  throw new UsageError('HTTPS_PROXY is not a URL; expected one such as http://proxy.example.org:3128')
}
