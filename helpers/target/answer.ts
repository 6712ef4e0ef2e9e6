import type { Json } from '../contract/types.ts'
import { sameHeaderName } from './header.ts'
import { type JsonReading, readJson } from './json.ts'

/** Bytes of a body up to which it is kept after it was judged. */
const keptBytes = 65_536

/** Whether a body is too large to be kept, such as a hostile server's: what is made of it is made again when needed. */
export function isLargeBody(body: Uint8Array): boolean {
  return body.length > keptBytes
}

/** What came back: status, raw header pairs and the body, with its content coding taken off. */
export class Answer {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Uint8Array
  /** Whether the body is not in the content coding that its header names, and so stands here as it came. */
  readonly miscoded: boolean
  /** Held weakly for a large body, so that its value may go before the answer does. */
  #json: JsonReading | WeakRef<JsonReading> | undefined
  #mediaType: string | undefined

  constructor(
    status: number,
    headers: readonly (readonly [string, string])[],
    body: Uint8Array,
    miscoded = false,
  ) {
    this.status = status
    this.headers = headers
    this.body = body
    this.miscoded = miscoded
  }

  /** The value of a header, several joined by a comma; undefined when it is absent. */
  header(name: string): string | undefined {
    const values = this.headers.filter(([other]) => sameHeaderName(other, name)).map(([, value]) => value)
    return values.length > 0 ? values.join(', ') : undefined
  }

  /** The media type without parameters, in lower case; empty when there is none. */
  get mediaType(): string {
    this.#mediaType ??= (this.header('content-type') ?? '').replace(/;.*/s, '').trim().toLowerCase()
    return this.#mediaType
  }

  get saysXml(): boolean {
    return /^(application|text)\/xml$|\+xml$/.test(this.mediaType)
  }

  get saysJson(): boolean {
    return /^application\/json$|\+json$/.test(this.mediaType)
  }

  /** The body read as JSON, debris around it forgiven and told in `problem`. */
  get jsonReading(): JsonReading {
    const known = this.#json instanceof WeakRef ? this.#json.deref() : this.#json
    if (known) return known
    const reading = readJson(this.body)
    this.#json = isLargeBody(this.body) ? new WeakRef(reading) : reading
    return reading
  }

  /** The JSON value in the body, or undefined when there is none. */
  get json(): Json | undefined {
    return this.jsonReading.value
  }
}
