import type { Answer } from './answer.ts'
import { type BodyFile, bodyFile, curlCommand } from './curl.ts'
import type { Redact } from './redact.ts'
import type { TransportFailure } from './transport-failure.ts'
import type { WireRequest } from './wire-request.ts'

/** The record of one request and what came of it. Redacted when it is made: it never holds a secret. */
export interface Exchange {
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: readonly (readonly [name: string, value: string])[]
    readonly body?: string
    /** The whole body, where `curl` reads it from a file. */
    readonly file?: BodyFile
  }
  readonly answer?: {
    readonly status: number
    readonly headers: readonly (readonly [name: string, value: string])[]
    /** Its first 4096 bytes as text, and how many more there were. */
    readonly body: string
    /** Length of the whole body in bytes, also where `body` is cut. */
    readonly bytes: number
  }
  /** Why there is no answer. */
  readonly failure?: TransportFailure
  /** A shell line that repeats the request, with names of variables in place of secrets. */
  readonly curl: string
  /** When the request was sent, as an ISO 8601 time. */
  readonly startedAt: string
  /** From sending the request to the last byte of its answer, or to the failure. */
  readonly milliseconds: number
}

/** Bodies longer than this (in bytes) are cut in the record. */
const longestBody = 4096

/** What came of a request. */
export type Result = { readonly answer: Answer } | { readonly failure: TransportFailure }

/** Makes the record of a request and its result. */
export function capture(
  request: WireRequest,
  url: string,
  result: Result,
  startedAt: Date,
  milliseconds: number,
  redact: Redact,
): Exchange {
  const file = request.body && bodyFile(request.body, redact)
  return {
    request: {
      method: request.method,
      url: redact(url),
      headers: request.headers.map(({ name, value, shown }) => [name, shown ?? redact(value)]),
      ...(request.body && { body: redact(shorten(request.body)) }),
      ...(file && { file }),
    },
    ...('answer' in result
      ? { answer: captureAnswer(result.answer, redact) }
      : { failure: { ...result.failure, message: redact(result.failure.message) } }),
    curl: curlCommand(request, url, redact),
    startedAt: startedAt.toISOString(),
    milliseconds: Math.round(milliseconds * 10) / 10,
  }
}

function captureAnswer(answer: Answer, redact: Redact): NonNullable<Exchange['answer']> {
  return {
    status: answer.status,
    headers: answer.headers.map(([name, value]) => [redact(name), redact(value)]),
    body: redact(shorten(answer.body)),
    bytes: answer.body.length,
  }
}

/** The text of a body as far as it is kept. Cut before it is redacted: a hostile server sends megabytes. */
function shorten(body: Uint8Array): string {
  const decoder = new TextDecoder()
  if (body.length <= longestBody) return decoder.decode(body)
  return `${decoder.decode(body.subarray(0, longestBody))}… (${body.length - longestBody} more bytes)`
}
