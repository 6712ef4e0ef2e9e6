import { X509Certificate } from 'node:crypto'
import { createSecureContext } from 'node:tls'
import type { NetworkSettings } from '../target/network.ts'
import { UsageError } from '../usage-error.ts'
import { type Environment, given, readSettingsFile } from './environment.ts'
import { proxyUrl } from './proxy-url.ts'
import { passphraseVariable } from './variables.ts'

const caFile = 'CONFORMANCE_CA_FILE'
const certFile = 'CONFORMANCE_CLIENT_CERT_FILE'
const keyFile = 'CONFORMANCE_CLIENT_KEY_FILE'

/** How a certificate begins, also in the words of OpenSSL. */
const certificate = /^-----BEGIN (TRUSTED |X509 )?CERTIFICATE-----/

/** Reads how targets are reached. Throws UsageError, naming the setting. */
export function networkSettings(environment: Environment): NetworkSettings {
  const ca = readAuthorities(environment)
  const clientCertificate = readClientCertificate(environment)
  const proxyName = given(environment, 'HTTPS_PROXY') === undefined ? 'https_proxy' : 'HTTPS_PROXY'
  const httpsProxy = given(environment, proxyName)
  const noProxy = given(environment, 'NO_PROXY') ?? given(environment, 'no_proxy')
  return {
    insecureTls: isOn('CONFORMANCE_INSECURE_TLS', given(environment, 'CONFORMANCE_INSECURE_TLS')),
    ...(ca !== undefined && { ca }),
    ...(clientCertificate && { clientCertificate }),
    ...(httpsProxy !== undefined && { httpsProxy: proxyUrl(proxyName, httpsProxy) }),
    ...(noProxy !== undefined && { noProxy }),
  }
}

/** What is no certificate would be passed over, as would be all that stands behind one that cannot be read. */
function readAuthorities(environment: Environment): string | undefined {
  const expected = 'a file of certificates (PEM)'
  const text = readPem(environment, caFile, expected)
  if (text === undefined) return undefined
  const wrong = (what: string) =>
    new UsageError(`${caFile} names ${given(environment, caFile)}, ${what}; expected ${expected}`)
  const certificates = text.split(/(?=-----BEGIN )/).filter((part) => certificate.test(part))
  if (certificates.length === 0) throw wrong('which holds no certificate')
  for (const [at, each] of certificates.entries())
    if (!isCertificate(each)) throw wrong(`whose certificate ${at + 1} cannot be read`)
  return text
}

function isCertificate(pem: string): boolean {
  try {
    new X509Certificate(pem)
    return true
  } catch {
    return false
  }
}

function readClientCertificate(environment: Environment): NetworkSettings['clientCertificate'] {
  const cert = readPem(environment, certFile, 'a certificate (PEM)')
  const key = readPem(environment, keyFile, 'the key of a certificate (PEM)')
  if (cert === undefined && key === undefined) return undefined
  if (cert === undefined || key === undefined)
    throw new UsageError(
      `${cert ? keyFile : certFile} is empty; expected ${certFile} and ${keyFile} together`,
    )
  const passphrase = given(environment, passphraseVariable)
  const certificate = { cert, key, ...(passphrase !== undefined && { passphrase }) }
  try {
    createSecureContext(certificate)
  } catch (error) {
    throw wrongCertificate(error, passphrase !== undefined)
  }
  return certificate
}

function wrongCertificate(error: unknown, hasPassphrase: boolean): UsageError {
  const why = error instanceof Error ? error.message : String(error)
  if (/bad decrypt|interrupted or cancelled|passphrase|bad password|maybe wrong password/i.test(why))
    return new UsageError(
      hasPassphrase
        ? `${passphraseVariable} does not open ${keyFile}; expected the passphrase of that key`
        : `${keyFile} names a key that is encrypted, and ${passphraseVariable} is empty; expected its passphrase`,
    )
  return new UsageError(`${certFile} and ${keyFile} do not go together (${why}); expected a pair (PEM)`)
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
