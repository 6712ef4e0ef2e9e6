import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checksFor } from '../../helpers/checks/check.ts'
import { endpointNames, loadContract } from '../../helpers/contract/contract.ts'
import { packageRoot } from '../../helpers/package-root.ts'
import { behaviours } from '../../suites/behaviours.ts'
import { levelsOf } from './catalogue.ts'

const all = behaviours.flatMap(({ checks }) => checks)

test('every contract has a suite, and every suite a contract', () => {
  const suites = readdirSync(join(packageRoot, 'suites')).flatMap(
    (file) => /^(.*)\.conformance\.ts$/.exec(file)?.[1] ?? [],
  )
  expect(endpointNames()).toEqual(suites.sort())
})

test('every check has an id of its own', () => {
  const ids = all.map(({ id }) => id)
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
  for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
})

test('a check comes after checks that there are, and never after itself', () => {
  const after = new Map(all.map((check) => [check.id, check.after]))
  const unknown = all.flatMap(({ id, after: ids }) =>
    ids.filter((other) => !after.has(other)).map((x) => [id, x]),
  )
  expect(unknown).toEqual([])
  const circular = all.filter(({ id }) => {
    const open = [...(after.get(id) ?? [])]
    const seen = new Set<string>()
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue
      seen.add(next)
      open.push(...(after.get(next) ?? []))
    }
    return seen.has(id)
  })
  expect(circular.map(({ id }) => id)).toEqual([])
})

test('every check belongs to an endpoint', () => {
  const used = new Set(
    endpointNames().flatMap((name) => checksFor(loadContract(name), behaviours).map(({ id }) => id)),
  )
  expect(all.filter(({ id }) => !used.has(id)).map(({ id }) => id)).toEqual([])
})

describe.for(endpointNames())('%s', (name) => {
  const contract = loadContract(name)
  const checks = checksFor(contract, behaviours)
  const exercised = new Set<string>(checks.flatMap(({ requirements }) => requirements))

  test('every requirement is exercised by a check, or says why none can', () => {
    const forgotten = Object.entries(contract.requirements)
      .filter(([id, { notTested }]) => !exercised.has(id) && notTested === undefined)
      .map(([id]) => id)
    expect(forgotten).toEqual([])
  })

  test('no requirement that a check exercises says that none can', () => {
    const both = Object.entries(contract.requirements)
      .filter(([id, { notTested }]) => exercised.has(id) && notTested !== undefined)
      .map(([id]) => id)
    expect(both).toEqual([])
  })

  test('the level in each title is the one of the catalogue', () => {
    const different = checks.filter(({ title, ...check }) =>
      levelsOf({ title, ...check }, contract).some((level) => !title.startsWith(`${level} `)),
    )
    expect(different.map(({ id, title }) => `${id}: ${title}`)).toEqual([])
  })

  test('no two checks have the same title', () => {
    const titles = checks.map(({ title }) => title)
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([])
  })

  // An id never changes its meaning: whoever changes this list says so, and raises the version.
  test('ids, levels and titles are these', () => {
    const list = checks.map(({ id, behaviour, title, requirements }) =>
      [behaviour, id, requirements.join(', '), title].join(' | '),
    )
    expect(list).toMatchSnapshot()
  })
})
