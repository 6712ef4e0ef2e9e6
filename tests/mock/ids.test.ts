import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../helpers/package-root.ts'
import { faults, troubles, variants } from '../../mock/catalogue.ts'
import { behaviours } from '../../suites/behaviours.ts'

// Whoever reads an id in a report is to find where it is from with one search.

test.each([
  ['fault', 'mock/faults', faults],
  ['variant', 'mock/variants', variants],
  ['trouble', 'mock/troubles', troubles],
  ['check', 'suites', behaviours.flatMap(({ checks }) => checks)],
] as const)('the id of each %s stands whole in a file of %s', (_kind, folder, named) => {
  const literals = literalsIn(folder)
  expect(named.map(({ id }) => id).filter((id) => !literals.has(id))).toEqual([])
})

/** What stands between quotation marks in the files of a folder. */
function literalsIn(folder: string): ReadonlySet<string> {
  const files = readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
  const sources = files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(packageRoot, folder, file), 'utf8'))
  return new Set(sources.flatMap((source) => source.match(/(?<=')[\w-]+(?=')/g) ?? []))
}
