import { between } from '../difference/characters.ts'
import { copied, lengthOf, textOf } from '../difference/contrast.ts'
import type { Answer } from './answer.ts'

/** Code units of a value, and bytes of a body, that are shown. */
const longestValue = 200
const longestStart = 160

/** A JSON value for people, cut where it is long. */
export function show(value: unknown): string {
  const text = textOf(value)
  if (text.length <= longestValue) return text
  return `${copied(text.slice(0, between(text, longestValue)))}…${lengthOf(value, text)}`
}

/** An answer in a few words: its status, media type and the start of its body. */
export function describeAnswer(answer: Answer): string {
  const start = new TextDecoder().decode(answer.body.subarray(0, longestStart)).replace(/\s+/g, ' ').trim()
  const body = start === '' ? 'no body' : answer.body.length > longestStart ? `${start}…` : start
  return `${answer.status} ${answer.mediaType || '(no content type)'}: ${body}`
}
