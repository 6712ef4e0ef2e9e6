import { generate } from 'selfsigned'

/** A certificate and its key (PEM). */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

/** An authority that nobody knows, such as a company runs. */
export function makeAuthority(name: string): Promise<Certificate> {
  return make(name, { extensions: [{ name: 'basicConstraints', cA: true, critical: true }] })
}

interface Wish {
  /** The address that a server may call itself by. */
  readonly address?: string
  /** The last day that it is good for. */
  readonly until?: Date
}

/** A certificate that the authority vouches for, for a server or a client. */
export function issue(
  ca: Certificate,
  { address = '127.0.0.1', until = inDays(1) }: Wish = {},
): Promise<Certificate> {
  return make('tester', {
    ca,
    notBeforeDate: inDays(-30),
    notAfterDate: until,
    extensions: [
      { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: address }] },
    ],
  })
}

export function inDays(days: number): Date {
  return new Date(Date.now() + days * 24 * 60 * 60 * 1_000)
}

async function make(name: string, options: Parameters<typeof generate>[1]): Promise<Certificate> {
  const attributes = [{ name: 'commonName', value: name }]
  const made = await generate(attributes, { keyType: 'ec', algorithm: 'sha256', ...options })
  return { cert: made.cert, key: made.private }
}
