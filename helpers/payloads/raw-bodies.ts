import fc from 'fast-check'
import { isObject } from '../contract/json-value.ts'
import type { Json, JsonObject } from '../contract/types.ts'
import type { Cases } from './cases.ts'

/** A body beside what a JSON value can say: a valid payload, and what is odd about how it is written. */
export type RawBody = {
  readonly oddity: string
  /** A size or a place in the body, for the oddities that have one. */
  readonly amount: number
  readonly payload: JsonObject
}

type Spoil = (json: string, amount: number) => string | Uint8Array

/** What is done to a valid payload, by name; `amount` is a size or a place in it. */
const oddities: Readonly<Record<string, Spoil>> = {
  'a member twice': (json) => `${json.slice(0, -1)},${json.slice(1)}`,
  'deep nesting': (json, amount) => `${json.slice(0, -1)},"x":${'['.repeat(amount)}${']'.repeat(amount)}}`,
  'a huge number': (json, amount) => `${json.slice(0, -1)},"x":${'9'.repeat(amount + 1)}e${amount}}`,
  'half a surrogate pair': (json) => `${json.slice(0, -1)},"x":"\\ud83d"}`,
  'a byte order mark': (json) => `\uFEFF${json}`,
  'bytes that are not UTF-8': (json, amount) => {
    const bytes = Buffer.from(json)
    bytes[amount % bytes.length] = 0xff
    return bytes
  },
  'UTF-16': (json) => Buffer.from(json, 'utf16le'),
  'a trailing comma': (json) => `${json.slice(0, -1)},}`,
  'a comment': (json) => `/* note */ ${json}`,
  'line ends as in the PHP sample': (json) => json.replaceAll(',', ',\r\n    '),
  'a cut': (json, amount) => json.slice(0, amount % json.length),
  'a character lost': (json, amount) =>
    json.slice(0, amount % json.length) + json.slice((amount % json.length) + 1),
}

/** Bodies made from valid payloads, each odd in one way. */
export function rawBodies(right: fc.Arbitrary<JsonObject>): Cases<RawBody> {
  return {
    drawn: fc.record({
      oddity: fc.constantFrom(...Object.keys(oddities)),
      amount: fc.nat(600),
      payload: right,
    }),
    isCase: isRawBody,
  }
}

/** The bytes of a body, for the text of one with the values of a group of the run. */
export function written({ oddity, amount }: RawBody, json: string): Uint8Array {
  const body = oddities[oddity]?.(json, amount) ?? ''
  return typeof body === 'string' ? Buffer.from(body) : body
}

function isRawBody(value: Json): value is RawBody {
  return (
    isObject(value) &&
    Object.hasOwn(oddities, String(value.oddity)) &&
    Number.isSafeInteger(value.amount) &&
    Number(value.amount) >= 0 &&
    Number(value.amount) <= 10_000 &&
    isObject(value.payload)
  )
}
