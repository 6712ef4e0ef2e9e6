import type { Json, JsonObject } from './types.ts'

/** The value at a JSON pointer (RFC 6901), or undefined where there is none. */
export function valueAt(document: Json | undefined, pointer: string): Json | undefined {
  if (pointer === '') return document
  return pointer
    .slice(1)
    .split('/')
    .map(memberName)
    .reduce<Json | undefined>((value, token) => memberOf(value, token), document)
}

/** The document with a value at a JSON pointer in place of what is there; objects on the way are made where they are missing. */
export function withValueAt(document: Json | undefined, pointer: string, value: Json): Json {
  const [token, ...rest] = pointer.split('/').slice(1)
  if (token === undefined) return value
  const name = memberName(token)
  const within = withValueAt(memberOf(document, name), ['', ...rest].join('/'), value)
  return { ...(isObject(document) && document), [name]: within }
}

/** The name of a member, from a part of a JSON pointer. */
export function memberName(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~')
}

/** A member of a JSON object or an item of an array, its own only. */
export function memberOf(value: Json | undefined, key: string): Json | undefined {
  if (Array.isArray(value)) return value[Number(key)]
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether two JSON values are equal, member order aside. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (isObject(a) && isObject(b)) {
    const names = Object.keys(a)
    return (
      names.length === Object.keys(b).length &&
      names.every((name) => Object.hasOwn(b, name) && sameJson(a[name], b[name]))
    )
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, at) => sameJson(item, b[at]))
  }
  return a === b
}

/** A code unit as JSON escapes it: `\u00e9`. */
export function escapedUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** What kind of value it is, in words. */
export function typeInWords(value: unknown): string {
  if (value === null) return 'null'
  return typeNames.get(Array.isArray(value) ? 'array' : typeof value) ?? 'a value'
}

/** What the types of JSON Schema are called. */
export const typeNames: ReadonlyMap<unknown, string> = new Map([
  ['object', 'an object'],
  ['array', 'a list'],
  ['string', 'a text'],
  ['integer', 'a whole number'],
  ['number', 'a number'],
  ['boolean', 'true or false'],
])
