import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checksFor } from '../../helpers/checks/check.ts'
import { endpointNames, loadContract } from '../../helpers/contract/contract.ts'
import { orderFile, requestsOf } from '../../helpers/session/order.ts'
import { faults } from '../../mock/catalogue.ts'
import { levelOfFault } from '../../mock/fault-level.ts'
import { behaviours } from '../../suites/behaviours.ts'
import { judgeMock } from '../detection/judge-mock.ts'
import { pinnedFindings } from '../detection/pinned-findings.ts'
import { Costs } from './costs.ts'
import { type Caught, greedyOrder } from './greedy.ts'

describe.each(endpointNames())('%s', (endpoint) => {
  const checks = checksFor(loadContract(endpoint), behaviours)

  test('the most telling checks first', { timeout: 600_000 }, async () => {
    const measured = new Costs(endpoint, checks)
    const ofRun = await measured.ofRun()
    const costs = await measured.of(checks)
    const ids = greedyOrder(checks, costs, caughtIn(endpoint))
    const order = {
      ...ofRun,
      checks: Object.fromEntries(ids.map((id) => [id, costs.get(id) ?? { requests: 0 }])),
    }
    const { requests } = await judgeMock(endpoint, {
      concurrency: 1,
      order: (all) => ids.flatMap((id) => all.find((check) => check.id === id) ?? []),
    })
    // What is planned is what is sent, or a little more: a budget is kept.
    const planned = requestsOf(order, ids)
    process.stdout.write(`${endpoint}: ${planned} requests planned, ${requests} sent\n`)
    expect(planned / requests).toBeGreaterThan(0.98)
    expect(planned / requests).toBeLessThan(1.03)
    const lines = Object.entries(order.checks).map(([id, cost]) => `    "${id}": ${JSON.stringify(cost)}`)
    writeFileSync(
      orderFile(endpoint),
      `{\n  "setUp": ${order.setUp},\n  "cleanUp": ${order.cleanUp},\n  "checks": {\n${lines.join(',\n')}\n  }\n}\n`,
    )
  })
})

/** What each check catches, by the findings that the proof is held to. */
function caughtIn(endpoint: string): (id: string) => Caught {
  const pinned = pinnedFindings(endpoint)
  const known = faults.flatMap((fault) => {
    const found = pinned[fault.id]
    if (!found) return []
    return [
      {
        id: fault.id,
        isMust: levelOfFault(fault) === 'MUST',
        checks: [...found.roots, ...found.consequences],
      },
    ]
  })
  return (check) => {
    const caught = known.filter(({ checks }) => checks.includes(check))
    const at = (isMust: boolean) =>
      new Set(caught.filter((fault) => fault.isMust === isMust).map(({ id }) => id))
    return { must: at(true), other: at(false) }
  }
}
