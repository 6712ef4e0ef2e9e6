import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checksFor } from '../../helpers/checks/check.ts'
import { endpointNames, loadContract } from '../../helpers/contract/contract.ts'
import { packageRoot } from '../../helpers/package-root.ts'
import { runCommand } from '../../helpers/run/run-command.ts'
import { faults, variants } from '../../mock/catalogue.ts'
import { behaviours } from '../../suites/behaviours.ts'

const readme = readFileSync(join(packageRoot, 'README.md'), 'utf8')

test('the first run that README shows has the checks that there are', () => {
  const lists = endpointNames().map((name) => checksFor(loadContract(name), behaviours))
  const rows = [...readme.matchAll(/^([a-z-]+) +(\d+ pass|-) +(\d+ pass|-)$/gm)].map(([, ...cells]) => cells)
  const counted = (all: boolean, name: string) => [
    name,
    ...lists.map((checks) => {
      const { length } = checks.filter(({ behaviour }) => all || behaviour === name)
      return length > 0 ? `${length} pass` : '-'
    }),
  ]
  const expected = [...behaviours.map(({ name }) => counted(false, name)), counted(true, 'all')]
  expect(rows.sort()).toEqual(expected.sort())
})

test('README names every option of run', () => {
  const options = runCommand(() => {}).options.map(({ long }) => long ?? '')
  expect(options.filter((option) => !readme.includes(`\`${option}`))).toEqual([])
})

test('the reference server is as well known as README says', () => {
  expect(faults.length).toBeGreaterThan(500)
  expect(variants.length).toBeGreaterThan(100)
})
