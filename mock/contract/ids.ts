import { randomBytes, randomInt, randomUUID } from 'node:crypto'

/** Ways to make ids. */
const makers: readonly (() => string)[] = [
  () => randomBytes(15).toString('base64').replace(/\W/g, '0'),
  () => randomUUID(),
  () => randomBytes(12).toString('hex'),
  () => `${randomInt(1e9, 1e10)}${randomInt(1e9, 1e10)}`,
  () => `g${randomBytes(6).toString('hex')}`,
]

/** The first way whose ids a schema takes; undefined where it takes none of them. */
export function idMaker(takes: (id: string) => boolean): (() => string) | undefined {
  return makers.find((make) => takes(make()))
}
