import { InvalidArgumentError } from 'commander'
import type { Shard } from '../session/selection.ts'
import { optionSchemas } from '../settings/option-schemas.ts'

/** What an option that is a number may be. */
interface Bounds {
  readonly minimum: number
  readonly maximum: number
  /** What is expected, such as `a whole number of at least 1`. */
  readonly description: string
}

export function wholeNumber({ minimum, maximum, description }: Bounds): (text: string) => number {
  return (text) => {
    const number = Number(text)
    if (!/^\d+$/.test(text) || number > maximum || number < minimum)
      throw new InvalidArgumentError(`Expected ${description}.`)
    return number
  }
}

/** Requests in a second; `auto` for as many as the target takes. */
export function rate(text: string): number | 'auto' {
  return text === 'auto' ? text : wholeNumber(optionSchemas.rate)(text)
}

export function collect(value: string, before: readonly string[]): string[] {
  return [...before, value]
}

/** What `--contract` is for, wherever it stands. */
export const contractOption =
  'a folder with openapi.json and requirements.json, an endpoint of your own; repeatable'

/** `2/3`: the second of three parts. */
export function shard(text: string): Shard {
  const [, index, of] = (/^([1-9]\d{0,2})\/([1-9]\d{0,2})$/.exec(text) ?? []).map(Number)
  if (index === undefined || of === undefined || index > of)
    throw new InvalidArgumentError('Expected the number of a part and of all parts, such as 1/3.')
  return { index, of }
}

/** The file of settings: a named one must be there. */
export function environmentFile({ env }: { readonly env?: string }): { path: string; named: boolean } {
  return { path: env ?? '.env', named: env !== undefined }
}

/** The levels of `--fail-on`. */
export const gates = ['must', 'should', 'inferred'] as const

/** A level, however it is written. */
export function gate(text: string): string {
  const found = gates.find((each) => each === text.toLowerCase())
  if (found === undefined) throw new InvalidArgumentError(`Allowed choices are ${gates.join(', ')}.`)
  return found
}
