/** Why no answer came. */
export type TransportFailureKind =
  | 'unreachable'
  | 'deadline'
  | 'disconnected'
  | 'too-large'
  | 'not-http'
  /** The target was given up before: the request was not sent. */
  | 'not-sent'

/** A request that got no answer: a value, not an exception. */
export interface TransportFailure {
  readonly kind: TransportFailureKind
  /** One sentence for people. */
  readonly message: string
}

const unreachable = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** Names what an error of the HTTP client means. */
export function transportFailure(error: unknown, origin: string, deadline: number): TransportFailure {
  const { name, code, message } = describe(error)
  if (name === 'TimeoutError') {
    return { kind: 'deadline', message: `no complete answer from ${origin} within ${deadline} ms` }
  }
  if (unreachable.has(code)) return { kind: 'unreachable', message: `cannot connect to ${origin} (${code})` }
  if (/CERT|TLS|SSL|SIGNED|ALTNAME/.test(code)) {
    return { kind: 'unreachable', message: `the TLS connection to ${origin} failed (${code}: ${message})` }
  }
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE' || code === 'ERR_BUFFER_TOO_LARGE') {
    return { kind: 'too-large', message: `the answer of ${origin} is larger than the limit` }
  }
  if (name === 'HTTPParserError' || code === 'UND_ERR_HEADERS_OVERFLOW') {
    return { kind: 'not-http', message: `the answer of ${origin} is not valid HTTP (${code || message})` }
  }
  return { kind: 'disconnected', message: `${origin} broke the connection (${code || message})` }
}

function describe(error: unknown): { name: string; code: string; message: string } {
  if (!(error instanceof Error)) return { name: '', code: '', message: String(error) }
  const inner = error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error
  const code = 'code' in inner && typeof inner.code === 'string' ? inner.code : ''
  return { name: error.name, code, message: inner.message }
}
