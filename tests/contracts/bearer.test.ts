import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { describeContract } from '../../helpers/commands/contract-check.ts'
import type { Json } from '../../helpers/contract/types.ts'
import { runConformance } from '../../helpers/library/run-conformance.ts'
import { checksOf } from '../../helpers/record/checks-of.ts'
import type { FaultId } from '../../mock/fault-ids.ts'
import { startMock } from '../../mock/server.ts'

const teams = fileURLToPath(new URL('../third-endpoint/teams', import.meta.url))
const place = mkdtempSync(join(tmpdir(), 'bearer-'))
afterAll(() => rmSync(place, { recursive: true }))

/** The third endpoint's folder with another credential, and the duty to name its scheme. */
function folderWith(name: string, credential: Json, ...unauthenticated: Json[]): string {
  const folder = join(place, name)
  cpSync(teams, folder, { recursive: true })
  const [document, catalogue] = ['openapi.json', 'requirements.json'].map((file) =>
    JSON.parse(readFileSync(join(teams, file), 'utf8')),
  )
  document.components.securitySchemes = { token: credential }
  if (unauthenticated.length > 0)
    document.paths['/rota/v2/teams/{id}'].patch['x-outcomes'].unauthenticated = unauthenticated
  if (name !== 'plain')
    catalogue.requirements['unauthenticated-challenge'] = {
      level: 'SHOULD',
      basis: 'standard',
      duty: 'A server names the scheme to use when it answers 401.',
      source: { document: 'RFC 9110', section: '15.5.2 (401)' },
    }
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(document))
  writeFileSync(join(folder, 'requirements.json'), JSON.stringify(catalogue))
  return folder
}

const bearer = folderWith('bearer', { type: 'http', scheme: 'Bearer' })
const plain = folderWith('plain', { type: 'apiKey', in: 'header', name: 'authorization' })

describe.for([
  ['a bearer token', bearer, /^Bearer \S+$/],
  ['a key in the header of Authorization', plain, /^\S+$/],
] as const)('%s', ([, folder, form]) => {
  test('is sent with each request, and nothing is flagged on a correct server', async () => {
    const mock = await startMock({ contract: folder, keepRequests: true })
    try {
      const { endpoints } = await runConformance({
        contracts: [folder],
        settings: mock.environment,
        seed: 1,
        gate: 'INFERRED',
      })
      expect(endpoints.flatMap(checksOf).filter(({ check }) => check.verdict !== 'pass')).toEqual([])
      const reads = mock.requests.filter(({ method }) => method === 'GET')
      for (const { rawHeaders } of reads)
        expect(rawHeaders[rawHeaders.findIndex((each) => /^authorization$/i.test(each)) + 1]).toMatch(form)
    } finally {
      await mock.close()
    }
  })
})

test.for<[FaultId, string, shown?: string]>([
  ['sqs-password-case', 'auth-key-case'],
  ['sqs-auth-off', 'auth-missing'],
  ['sqs-no-challenge', 'auth-challenge'],
  ['sqs-text-trimmed', 'text-blanks', '-H \\"Authorization: Bearer $BEARER_API_KEY\\"'],
])('%s is found', async ([fault, check, shown = '']) => {
  const mock = await startMock({ contract: bearer, faults: [fault] })
  try {
    const settings = mock.environment
    const record = await runConformance({ contracts: [bearer], settings, seed: 1, only: [check] })
    const failing = record.endpoints.flatMap(checksOf).filter(({ check: { verdict } }) => verdict !== 'pass')
    expect(failing.map(({ check: { id } }) => id)).toContain(check)
    const text = JSON.stringify(record)
    expect(text).toContain(shown)
    expect(text).not.toContain(settings.BEARER_API_KEY)
  } finally {
    await mock.close()
  }
})

test('a challenge is no duty where missing credentials may have another status than 401', () => {
  const either = folderWith(
    'either',
    { type: 'http', scheme: 'bearer' },
    { status: '401' },
    { status: '403' },
  )
  expect(() => describeContract(either)).toThrow('unauthenticated-challenge has no ground in openapi.json')
})
