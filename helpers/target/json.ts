import { isUtf8 } from 'node:buffer'
import type { Json } from '../contract/types.ts'

/** A body read as JSON: the value as far as one could be found, and what is wrong with the text. */
export interface JsonReading {
  readonly value: Json | undefined
  /** Why the bytes are not one JSON text in UTF-8 without a byte order mark (RFC 8259); undefined when they are. */
  readonly problem: string | undefined
}

/**
 * Reads a body as JSON. Debris around one object (a byte order mark, a PHP warning) is a finding of its own,
 * so it is told in `problem` and the object is read all the same: other checks look past it.
 */
export function readJson(body: Uint8Array): JsonReading {
  if (body.length === 0) return { value: undefined, problem: 'the body is empty' }
  const { text, problem } = decode(body)
  const whole = parse(text)
  if (whole !== undefined) return { value: whole, problem }
  const inner = text.slice(Math.max(text.indexOf('{'), 0), text.lastIndexOf('}') + 1)
  const value = inner.startsWith('{') ? parse(inner) : undefined
  return { value, problem: problem ?? notJson(text, value !== undefined) }
}

function decode({ buffer, byteOffset, byteLength }: Uint8Array): {
  text: string
  problem: string | undefined
} {
  const body = Buffer.from(buffer, byteOffset, byteLength)
  if (!isUtf8(body)) return { text: body.toString('latin1'), problem: 'the body is not valid UTF-8' }
  const text = body.toString()
  if (!text.startsWith('\uFEFF')) return { text, problem: undefined }
  return { text: text.slice(1), problem: 'the body starts with a byte order mark' }
}

/** JSON nested deeper than this is not read: no group is, and what walks through a value would run out of stack. */
const deepest = 100

function parse(text: string): Json | undefined {
  if (isTooDeep(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Whether brackets are nested too deep to be read; those within strings do not count. */
export function isTooDeep(text: string): boolean {
  // Most texts have fewer brackets than that in all, and are many.
  if (text.split(/[[{]/, deepest + 1).length <= deepest) return false
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (inString && char === '\\') at++
    else if (char === '"') inString = !inString
    else if (!inString && (char === '{' || char === '[') && ++depth > deepest) return true
    else if (!inString && (char === '}' || char === ']')) depth--
  }
  return false
}

/** As much is shown of what is not JSON as holds the first message of a language, tags and all. */
const shownOfStart = 120

function notJson(text: string, objectFound: boolean): string {
  if (isTooDeep(text)) return `the body is nested deeper than ${deepest} levels`
  const start = JSON.stringify(text.slice(0, shownOfStart)) + (text.length > shownOfStart ? '…' : '')
  return objectFound
    ? `there is text around the JSON object: it starts ${start}`
    : `the body is not JSON: it starts ${start}`
}
