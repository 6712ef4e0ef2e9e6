/** Why no answer came. */
export type TransportFailureKind =
  | 'unresolved'
  | 'proxy'
  | 'tls'
  | 'unreachable'
  | 'deadline'
  | 'disconnected'
  | 'too-large'
  | 'not-http'
  /** No answer came while the rest of the body was held back. */
  | 'withheld'
  /** The target was given up: the request was not sent, or its answer not waited for. */
  | 'not-sent'

/** A request that got no answer: a value, not an exception. */
export interface TransportFailure {
  readonly kind: TransportFailureKind
  /** One sentence for people. */
  readonly message: string
  /** The error code of Node or its HTTP client, where there is one. */
  readonly code?: string
}

/** The code where the body of an answer is shorter or longer than it was announced. */
export const wrongLength = 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH'

const unresolved = new Set(['ENOTFOUND', 'EAI_AGAIN'])

const unreachable = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** Where a request went: through a proxy, that is what resolves the target and connects to it. */
interface Way {
  readonly origin: string
  readonly proxy?: string | undefined
  /** Milliseconds that it was given. */
  readonly deadline: number
}

/** Names what an error of the HTTP client means. */
export function transportFailure(error: unknown, { origin, proxy, deadline }: Way): TransportFailure {
  const { name, code, message } = describe(error)
  const failure = (kind: TransportFailureKind, sentence: string): TransportFailure => ({
    kind,
    message: sentence,
    ...(code !== '' && { code }),
  })
  if (name === 'BodyWithheld') return failure('withheld', message)
  if (name === 'DeadlinePassed') {
    return { kind: 'deadline', message: `no complete answer from ${origin} within ${deadline} ms` }
  }
  // Its address may hold a password.
  const between = proxy === undefined ? undefined : `the proxy ${new URL(proxy).host}`
  if (unresolved.has(code)) return failure('unresolved', `${between ?? origin} does not resolve (${code})`)
  if (unreachable.has(code)) {
    const through = between === undefined ? '' : ` through ${between}`
    return failure('unreachable', `cannot connect to ${origin}${through} (${code})`)
  }
  if (isOfProxy(error)) return failure('proxy', `the proxy does not let through to ${origin} (${message})`)
  if (/CERT|TLS|SSL|SIGN|ISSUER|ALTNAME|EPROTO/.test(code)) {
    return failure('tls', `the TLS connection to ${origin} failed (${code}: ${firstLine(message)})`)
  }
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE' || code === 'ERR_BUFFER_TOO_LARGE') {
    return failure('too-large', `the answer of ${origin} is larger than the limit`)
  }
  if (name === 'HTTPParserError' || code === 'UND_ERR_HEADERS_OVERFLOW') {
    return failure('not-http', `the answer of ${origin} is not valid HTTP (${code || message})`)
  }
  if (code === wrongLength)
    return failure('disconnected', `the answer of ${origin} is not as long as its Content-Length says`)
  return failure('disconnected', `${origin} broke the connection (${code || message})`)
}

/** What a proxy answers to CONNECT comes as an aborted request. */
function isOfProxy(error: unknown): boolean {
  return error instanceof Error && /Proxy response \(\d+\)/.test(error.message)
}

function describe(error: unknown): { name: string; code: string; message: string } {
  if (!(error instanceof Error)) return { name: '', code: '', message: String(error) }
  const inner = error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error
  const code = 'code' in inner && typeof inner.code === 'string' ? inner.code : ''
  return { name: error.name, code, message: inner.message }
}

/** OpenSSL's messages hold line ends. */
function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? ''
}
