import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { packageRoot } from '../../helpers/package-root.ts'
import { endpoints, judge } from '../run/in-process.ts'
import { started } from '../run/servers.ts'
import { byChance, mistakes } from './chance.ts'

const seeds = Array.from({ length: 20 }, (_, at) => at + 1)
const shares = [0.1, 0.03, 0.01]

/** A media type is a MUST of SQS alone. */
const isAbout = (endpoint: string, what: string) => endpoint === 'sqs' || !what.includes('media type')

const cases = Object.keys(mistakes).flatMap((what) =>
  endpoints
    .filter((endpoint) => isAbout(endpoint, what))
    .flatMap((endpoint) => shares.map((share) => ({ what, endpoint, share }))),
)

/** By mistake, endpoint and share: the runs of a seed each that found it. */
const measured: Record<string, Record<string, Record<string, number>>> = {}

test.each(endpoints)('%s: no mistake is found where none is made', async (endpoint) => {
  const mock = await started()
  const url = await byChance(mock, (asked, ask) => ask(asked), 1, 1)
  const environment = { ...mock.environment, [`${endpoint.toUpperCase()}_BASE_URL`]: url }
  const { results } = await judge(endpoint, environment)
  expect(results.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
})

test.each(cases)('$endpoint: $share of updates: $what', { timeout: 600_000 }, async (each) => {
  const { what, endpoint, share } = each
  const mistake = mistakes[what]
  if (!mistake) throw new Error(`no mistake ${what}`)
  let found = 0
  for (const seed of seeds) {
    const mock = await started()
    const url = await byChance(mock, mistake, share, seed)
    const environment = { ...mock.environment, [`${endpoint.toUpperCase()}_BASE_URL`]: url }
    const { results } = await judge(endpoint, environment, { seed })
    if (results.some(({ verdict }) => verdict === 'fail')) found++
    await mock.close()
  }
  measured[what] ??= {}
  const byEndpoint = measured[what]
  byEndpoint[endpoint] ??= {}
  byEndpoint[endpoint][share] = found
  if (share === 0.1) expect(found).toBeGreaterThan(seeds.length / 2)
})

afterAll(() => {
  const file = join(packageRoot, 'tests/detection/chance-found.json')
  writeFileSync(file, `${JSON.stringify(measured, null, 2)}\n`)
})
