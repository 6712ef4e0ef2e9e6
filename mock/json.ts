import type { Json, JsonObject } from '../helpers/contract/types.ts'
import { utf8 } from './utf8.ts'

/** The JSON value that the bytes hold, or undefined when they hold none. */
export function parseJson(bytes: Buffer): Json | undefined {
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch {
    return undefined
  }
}

/** The JSON object that the bytes hold, or undefined when they hold anything else. */
export function parseObject(bytes: Buffer): JsonObject | undefined {
  const value = parseJson(bytes)
  return isObject(value) ? value : undefined
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isTextList(value: Json | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

/** The value if it is a text, else the fallback. */
export function textOr(fallback: string, value: Json | undefined): string {
  return typeof value === 'string' ? value : fallback
}
