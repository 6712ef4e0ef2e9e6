import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { checksOfContract } from '../../helpers/library/checks.ts'
import { runConformance } from '../../helpers/library/run-conformance.ts'
import { checksOf } from '../../helpers/record/checks-of.ts'
import type { CheckRecord } from '../../helpers/record/record.ts'
import { object, readJson } from '../contract/contract-data.ts'
import type { Decisions } from './decisions.ts'
import { lies } from './lies.ts'
import { startRota, tokens } from './server.ts'

/** An endpoint of which the suite knows nothing but the two files in this folder. */
const folder = fileURLToPath(new URL('teams', import.meta.url))
const checks = checksOfContract(folder)

test('its requirements have the published shape', () => {
  const validate = new Ajv2020().compile(object(readJson('requirements.schema.json')))
  const requirements: unknown = JSON.parse(readFileSync(`${folder}/requirements.json`, 'utf8'))
  expect(validate(requirements), JSON.stringify(validate.errors)).toBe(true)
})

test('the contract alone says which checks there are', () => {
  const behavioursOf = new Set(checks.map(({ behaviour }) => behaviour))
  expect([...behavioursOf]).toEqual(expect.arrayContaining(['success', 'optional', 'conflict', 'text']))
  // No tenants, no owners, no lists, no XML.
  expect(behavioursOf).not.toContain('tenant')
  expect(behavioursOf).not.toContain('lists')
  expect(checks.map(({ id }) => id)).not.toContain('text-owner')
  // A title is required and there are no numbers: neither can be left out.
  expect(checks.filter(({ id }) => id.startsWith('optional-')).map(({ id }) => id)).toEqual([
    'optional-description-missing',
    'optional-answer-is-json',
    'optional-parts-answered',
    'optional-parts-stored',
    'optional-null',
    'optional-description-kept',
    'optional-description-type',
    'optional-as-documented',
    'optional-odd-as-documented',
    'optional-type-reported',
    'optional-changes-nothing',
  ])
})

test('a correct server is flagged of nothing, and all of it is tested', async () => {
  const { results, leftovers, titles } = await judge()
  expect(findingsOf(results)).toEqual({})
  expect(results).toHaveLength(checks.length)
  expect(leftovers).toEqual([])
  expect(titles).toEqual(['Early birds'])
})

describe('a server is found out that', () => {
  test.each(lies)('%s', async (_, lie, fails, warns) => {
    const { results, leftovers } = await judge(lie)
    const findings = results.filter(({ because }) => !because)
    expect(idsOf(findings, 'fail')).toEqual(fails)
    expect(idsOf(findings, 'warn')).toEqual(warns)
    expect(leftovers).toEqual([])
  })
})

async function judge(lie?: Partial<Decisions>) {
  const server = await startRota(lie)
  try {
    const settings = {
      TEAMS_BASE_URL: server.url,
      TEAMS_API_KEY: tokens.editor,
      TEAMS_UNPRIVILEGED_API_KEY: tokens.reader,
    }
    const { endpoints } = await runConformance({ contracts: [folder], settings, seed: 1, concurrency: 8 })
    const [teams] = endpoints
    if (!teams) throw new Error('the run has no endpoint')
    const results = checksOf(teams).map(({ check }) => check)
    return { results, leftovers: teams.leftovers, titles: server.titles() }
  } finally {
    await server.close()
  }
}

function findingsOf(results: readonly CheckRecord[]): Record<string, string> {
  const telling = results.filter(({ verdict }) => verdict !== 'pass')
  return Object.fromEntries(telling.map(({ id, verdict, reason }) => [id, `${verdict}: ${reason}`]))
}

function idsOf(results: readonly CheckRecord[], verdict: CheckRecord['verdict']): string[] {
  return results
    .filter((result) => result.verdict === verdict)
    .map(({ id }) => id)
    .sort()
}
