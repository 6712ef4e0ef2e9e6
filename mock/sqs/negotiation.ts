import { parseMediaType } from '../media-type.ts'
import type { Format } from './call.ts'

interface Range {
  readonly pattern: string
  readonly quality: number
}

interface Offer {
  readonly format: Format
  readonly quality: number
  /** 3 named in full, 2 `application/*`, 1 a bare wildcard, 0 not mentioned. */
  readonly precision: number
  readonly position: number
}

const offers: readonly { format: Format; type: string }[] = [
  { format: 'xml', type: 'application/xml' },
  { format: 'json', type: 'application/json' },
]

/**
 * The format that an accept header asks for by RFC 9110, XML when it asks for neither.
 *
 * Between equal weights the one that is named wins over the one that a wildcard covers, then the one named
 * first: what clients mean who write `application/json` followed by a bare wildcard.
 */
export function preferredFormat(accept: readonly string[]): Format {
  const ranges = accept.flatMap((value) => value.split(',')).map(parseRange)
  const ranked = offers
    .map(({ format, type }) => rank(format, type, ranges))
    .filter(({ quality }) => quality > 0)
  ranked.sort((a, b) => b.quality - a.quality || b.precision - a.precision || a.position - b.position)
  return ranked[0]?.format ?? 'xml'
}

function parseRange(text: string): Range {
  const { essence, parameters } = parseMediaType(text)
  const weight = parameters.get('q') ?? '1'
  return { pattern: essence, quality: /^(0(\.\d*)?|1(\.0*)?)$/.test(weight) ? Number(weight) : 0 }
}

/** How much a type is wanted: the most precise range that covers it decides. */
function rank(format: Format, type: string, ranges: readonly Range[]): Offer {
  const patterns = ['*/*', 'application/*', type]
  const covering = ranges
    .map(({ pattern, quality }, position) => ({
      quality,
      precision: patterns.indexOf(pattern) + 1,
      position,
    }))
    .filter(({ precision }) => precision > 0)
    .sort((a, b) => b.precision - a.precision || a.position - b.position)
  return { format, ...(covering[0] ?? { quality: 0, precision: 0, position: 0 }) }
}
