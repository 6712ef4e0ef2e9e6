import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../helpers/package-root.ts'
import { type Kind, percentage, readMutants, readSurvivors } from './survivors.ts'

// Runs after Stryker (`npm run mutation`), on the report that it wrote.

const reasons = readSurvivors().flatMap(({ file, line, mutants, kind }) =>
  mutants.map((mutant) => ({ key: [file, line, mutant].join('\n'), kind })),
)
const kindOf = new Map(reasons.map(({ key, kind }) => [key, kind]))
const mutants = readMutants().map(({ file, line, mutant, ...rest }) => ({
  ...rest,
  key: [file, line, mutant].join('\n'),
}))
const survivors = mutants.filter(({ survived }) => survived).map(({ key }) => key)

test('every survivor has a reason', () => {
  expect(survivors.filter((key) => !kindOf.has(key))).toEqual([])
})

test('every reason has a survivor', () => {
  expect(reasons.map(({ key }) => key).filter((key) => !survivors.includes(key))).toEqual([])
})

test('no survivor has two reasons', () => {
  expect(reasons).toHaveLength(kindOf.size)
})

test('at least 95 % of the mutants that break what is documented are noticed', () => {
  const counted = (kind: Kind) => survivors.filter((key) => kindOf.get(key) === kind).length
  const score = {
    killed: mutants.filter(({ noticed }) => noticed).length,
    missed: counted('missed'),
    equivalent: counted('equivalent'),
    undocumented: counted('undocumented'),
  }
  expect(percentage(score)).toBeGreaterThanOrEqual(95)
  writeFileSync(join(packageRoot, 'tests/mutation/score.json'), `${JSON.stringify(score, null, 2)}\n`)
})
