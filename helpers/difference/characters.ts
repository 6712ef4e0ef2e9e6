/** Code points of a text, counted without making a list of them: a text may have millions. */
export function countOf(text: string): number {
  let pairs = 0
  for (const _ of text.matchAll(/[\u{10000}-\u{10FFFF}]/gu)) pairs++
  return text.length - pairs
}

/** How many code units two texts have in common at their beginning; no character is cut in two. */
export function commonStart(a: string, b: string): number {
  let at = 0
  while (at < a.length && at < b.length && a.charCodeAt(at) === b.charCodeAt(at)) at++
  return at > 0 && isHigh(a.charCodeAt(at - 1)) ? at - 1 : at
}

/** The same at their end, beyond what they have in common at their beginning. */
export function commonEnd(a: string, b: string, start: number): number {
  const most = Math.min(a.length, b.length) - start
  let length = 0
  while (length < most && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length))
    length++
  return length > 0 && isLow(a.charCodeAt(a.length - length)) ? length - 1 : length
}

/** A place no further than `most` code units off, between two characters. */
export function between(text: string, at: number): number {
  const bounded = Math.max(0, Math.min(text.length, at))
  return isLow(text.charCodeAt(bounded)) && isHigh(text.charCodeAt(bounded - 1)) ? bounded - 1 : bounded
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000
}
