import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checksFor } from '../../helpers/checks/check.ts'
import { endpointNames, loadContract } from '../../helpers/contract/contract.ts'
import { packageRoot } from '../../helpers/package-root.ts'
import { faults, variants } from '../../mock/catalogue.ts'
import { behaviours } from '../../suites/behaviours.ts'
import { readScore, readSurvivors } from '../mutation/survivors.ts'
import { isRare } from './rare.ts'
import { renderMutants } from './render-mutants.ts'
import { type Findings, type RareFound, renderDetection } from './render-table.ts'

/** The findings that the proof holds every fault to. */
function findingsOf(endpoint: string): Findings {
  return JSON.parse(readFileSync(join(packageRoot, `tests/detection/${endpoint}-findings.json`), 'utf8'))
}

/** Checks that catch no fault, each with the reason why none can be made for it. */
const withoutFault: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(join(packageRoot, 'tests/detection/without-fault.json'), 'utf8'),
)

/** Measured by `npm run detection`. */
const rareFound: RareFound = JSON.parse(
  readFileSync(join(packageRoot, 'tests/detection/rare-found.json'), 'utf8'),
)

const endpoints = endpointNames().map((name) => ({
  name,
  checks: checksFor(loadContract(name), behaviours),
  findings: findingsOf(name),
}))

test('docs/detection.md tells what the proof holds (npm run detection writes it)', async () => {
  const table = renderDetection(endpoints, faults, variants, withoutFault, rareFound)
  const mutants = renderMutants(readScore(), readSurvivors())
  await expect(`${table}\n${mutants}`).toMatchFileSnapshot(join(packageRoot, 'docs/detection.md'))
})

test('each fault that only generated checks catch was measured', () => {
  expect(Object.keys(rareFound).sort()).toEqual(
    faults
      .filter(isRare)
      .map(({ id }) => id)
      .sort(),
  )
})

describe.each(endpoints)('$name', ({ name, checks, findings }) => {
  const caught = new Set(Object.values(findings).flatMap(({ fails, warns }) => [...fails, ...warns]))

  test('every check catches a fault, or says why it cannot', () => {
    const idle = checks
      .map(({ id }) => id)
      .filter((id) => !caught.has(id) && !(`${name}/${id}` in withoutFault))
    expect(idle).toEqual([])
  })

  test('no check that catches a fault is excused', () => {
    expect([...caught].filter((id) => `${name}/${id}` in withoutFault)).toEqual([])
  })

  test('every finding is of a check that there is', () => {
    const known = new Set(checks.map(({ id }) => id))
    expect([...caught].filter((id) => !known.has(id))).toEqual([])
  })
})
