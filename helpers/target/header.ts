import type { RedactedValue } from './redact.ts'

/** One request header as it goes on the wire, and as people may see it. */
export interface Header {
  readonly name: string
  readonly value: string
  /** What a report shows in place of a secret value. */
  readonly shown?: string
  /** The `curl` argument that makes this header without the secret, such as `-u "$SQS_USERNAME:$SQS_PASSWORD"`. */
  readonly curl?: string
  /** The secrets in `value`, so that an answer that echoes them is redacted too. */
  readonly secrets?: readonly RedactedValue[]
}

/** Names of headers compare without regard to case (RFC 9110, section 5.1). */
export function sameHeaderName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

/** The same header under another spelling of its name, on the command line as well. */
export function spelled({ curl, ...header }: Header, name: string): Header {
  const login = /^-u (".*")$/.exec(curl ?? '')?.[1]
  const line =
    login === undefined
      ? curl?.replace(/^-H "[^:]*:/, `-H "${name}:`)
      : `-H "${name}: Basic $(printf %s ${login} | base64 | tr -d '\\n')"`
  return { ...header, name, ...(line !== undefined && { curl: line }) }
}
