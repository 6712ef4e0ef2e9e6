import { existsSync, readFileSync } from 'node:fs'
import * as tls from 'node:tls'

/** Where distributions keep the certificates that the system trusts. */
const systemStores = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/cert.pem',
]

/**
 * What is trusted where certificates (PEM) are named: those, and all that Node and the system trust by themselves.
 * Certificates that are named take the place of Node's own otherwise.
 */
export function authoritiesBesides(ca: string, extra = process.env.NODE_EXTRA_CA_CERTS): string[] {
  const own = nodeKnows() ?? [...tls.rootCertificates, ...readAll([extra ?? ''])]
  const store = systemStores.find((file) => existsSync(file))
  return [...own, ...readAll([store ?? '']), ca]
}

/** What Node trusts, NODE_EXTRA_CA_CERTS among it; undefined before Node 22.15, which cannot tell. */
function nodeKnows(): string[] | undefined {
  const ask: unknown = Reflect.get(tls, 'getCACertificates')
  if (typeof ask !== 'function') return undefined
  const known: unknown = ask('default')
  return Array.isArray(known) ? known.map(String) : undefined
}

function readAll(files: readonly string[]): string[] {
  return files.filter((file) => file !== '' && existsSync(file)).map((file) => readFileSync(file, 'utf8'))
}
