import { InvalidArgumentError } from 'commander'
import type { Shard } from '../report/record.ts'

export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const number = Number(text)
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(number) || number < least) {
      throw new InvalidArgumentError(`Expected a whole number of at least ${least}.`)
    }
    return number
  }
}

export function collect(value: string, before: readonly string[]): string[] {
  return [...before, value]
}

/** `2/3`: the second of three parts. */
export function shard(text: string): Shard {
  const [, index, of] = (/^([1-9]\d{0,2})\/([1-9]\d{0,2})$/.exec(text) ?? []).map(Number)
  if (index === undefined || of === undefined || index > of)
    throw new InvalidArgumentError('Expected the number of a part and of all parts, such as 1/3.')
  return { index, of }
}
