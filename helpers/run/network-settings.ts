import { createSecureContext } from 'node:tls'
import type { NetworkSettings } from '../target/network.ts'
import { UsageError } from '../usage-error.ts'
import { type Environment, given, readSettingsFile } from './environment.ts'

/** Reads how targets are reached. Throws UsageError, naming the setting. */
export function networkSettings(environment: Environment): NetworkSettings {
  const ca = readPem(environment, 'CONFORMANCE_CA_FILE', 'a file of certificates (PEM)')
  const clientCertificate = readClientCertificate(environment)
  const httpsProxy = given(environment, 'HTTPS_PROXY') ?? given(environment, 'https_proxy')
  const noProxy = given(environment, 'NO_PROXY') ?? given(environment, 'no_proxy')
  return {
    insecureTls: isOn('CONFORMANCE_INSECURE_TLS', given(environment, 'CONFORMANCE_INSECURE_TLS')),
    ...(ca !== undefined && { ca }),
    ...(clientCertificate && { clientCertificate }),
    ...(httpsProxy !== undefined && { httpsProxy: proxyUrl(httpsProxy) }),
    ...(noProxy !== undefined && { noProxy }),
  }
}

function readClientCertificate(environment: Environment): NetworkSettings['clientCertificate'] {
  const [certFile, keyFile] = ['CONFORMANCE_CLIENT_CERT_FILE', 'CONFORMANCE_CLIENT_KEY_FILE']
  const cert = readPem(environment, certFile, 'a certificate (PEM)')
  const key = readPem(environment, keyFile, 'the key of a certificate (PEM)')
  if (cert === undefined && key === undefined) return undefined
  if (cert === undefined || key === undefined)
    throw new UsageError(
      `${cert ? keyFile : certFile} is empty; expected ${certFile} and ${keyFile} together`,
    )
  try {
    createSecureContext({ cert, key })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new UsageError(`${certFile} and ${keyFile} do not go together (${why}); expected a pair (PEM)`)
  }
  return { cert, key }
}

function readPem(environment: Environment, name: string, expected: string): string | undefined {
  const file = given(environment, name)
  if (file === undefined) return undefined
  const text = readSettingsFile(name, file, expected)
  if (!text.includes('-----BEGIN '))
    throw new UsageError(`${name} names ${file}, which is not PEM; expected ${expected}`)
  return text
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
