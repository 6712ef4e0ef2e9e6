import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checksFor } from '../../helpers/checks/check.ts'
import { endpointNames, loadContract } from '../../helpers/contract/contract.ts'
import { packageRoot } from '../../helpers/package-root.ts'
import { orderFile } from '../../helpers/session/order.ts'
import { faults, variants } from '../../mock/catalogue.ts'
import { behaviours } from '../../suites/behaviours.ts'
import { readScore, readSurvivors } from '../mutation/survivors.ts'
import { isPeriodic, pinnedFindings, pinsOf } from './pinned-findings.ts'
import { isRare } from './rare.ts'
import { reachOf } from './reach.ts'
import { type ChanceFound, renderChance } from './render-chance.ts'
import { renderMutants } from './render-mutants.ts'
import { type RareFound, renderDetection } from './render-table.ts'

/** Checks that catch no fault, each with the reason why none can be made for it. */
const withoutFault: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(join(packageRoot, 'tests/detection/without-fault.json'), 'utf8'),
)

/** Measured by `npm run detection`. */
const rareFound: RareFound = JSON.parse(
  readFileSync(join(packageRoot, 'tests/detection/rare-found.json'), 'utf8'),
)

/** Measured by `npm run detection`. */
const chanceFound: ChanceFound = JSON.parse(
  readFileSync(join(packageRoot, 'tests/detection/chance-found.json'), 'utf8'),
)

const endpoints = endpointNames().map((name) => ({
  name,
  checks: checksFor(loadContract(name), behaviours),
  findings: pinnedFindings(name),
}))

test('docs/detection.md tells what the proof holds (npm run detection writes it)', async () => {
  const reaches = endpointNames().map(reachOf)
  const table = renderDetection(endpoints, faults, variants, withoutFault, rareFound, reaches)
  const mutants = renderMutants(readScore(), readSurvivors())
  const chance = renderChance(chanceFound)
  await expect([table, chance, mutants].join('\n')).toMatchFileSnapshot(
    join(packageRoot, 'docs/detection.md'),
  )
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
  const caught = new Set(
    Object.values(findings).flatMap(({ roots, consequences }) => [...roots, ...consequences]),
  )

  test('every check catches a fault, or says why it cannot', () => {
    const idle = checks
      .map(({ id }) => id)
      .filter((id) => !caught.has(id) && !(`${name}/${id}` in withoutFault))
    expect(idle).toEqual([])
  })

  test('no check that catches a fault is excused', () => {
    expect([...caught].filter((id) => `${name}/${id}` in withoutFault)).toEqual([])
  })

  test('a pin says of a fault what its checks do not', () => {
    const needless = Object.entries(pinsOf(name)).filter(([id, { roots, consequences }]) => {
      const fault = faults.find((each) => each.id === id && !isPeriodic(each))
      const repeats = String(roots) === String([...(fault?.checks ?? [])].sort())
      return fault === undefined || repeats || !(roots ?? consequences)?.length
    })
    expect(needless).toEqual([])
  })

  test('the measured order holds every check once (npm run order measures it)', () => {
    const ids = [...readFileSync(orderFile(name), 'utf8').matchAll(/^ {4}"([^"]+)": /gm)].map(([, id]) => id)
    expect(ids.sort()).toEqual(checks.map(({ id }) => id).sort())
  })

  test('every finding is of a check that there is', () => {
    const known = new Set(checks.map(({ id }) => id))
    expect([...caught].filter((id) => !known.has(id))).toEqual([])
  })
})
