import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect } from 'vitest'
import { describeContract } from '../../helpers/commands/contract-check.ts'
import { readContractFolder } from '../../helpers/contract/outside/read-folder.ts'
import type { Json } from '../../helpers/contract/types.ts'
import { runConformance } from '../../helpers/library/run-conformance.ts'
import { checksOf } from '../../helpers/record/checks-of.ts'
import { startMock } from '../../mock/server.ts'
import { test } from '../run/command.ts'

const teams = fileURLToPath(new URL('../third-endpoint/teams', import.meta.url))
const place = mkdtempSync(join(tmpdir(), 'paths-'))
afterAll(() => rmSync(place, { recursive: true }))

const ofTeam = '/rota/v2/teams/{id}'
const ofAll = '/rota/v2/teams'
const unit = { name: 'unit', in: 'path', required: true, schema: { type: 'string' } }

/** The third endpoint's folder with other paths, and these parameters of each. */
function folderWith(name: string, paths: { team: string; all: string }, parameters: readonly Json[]): string {
  const folder = join(place, name)
  cpSync(teams, folder, { recursive: true })
  const document = JSON.parse(readFileSync(join(teams, 'openapi.json'), 'utf8'))
  const { [ofTeam]: team, [ofAll]: all } = document.paths
  document.paths = { [paths.team]: { ...team, parameters }, [paths.all]: { ...all, parameters } }
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(document))
  return folder
}

const inUnits = { team: '/rota/{unit}/teams/{teamId}', all: '/rota/{unit}/teams' }
const set = { ...unit, 'x-setting': 'UNIT' }
const allPass = { fail: 0, warn: 0, inconclusive: 0, 'not-tested': 0 }
const few = ['update-status', 'stored', 'unknown-group', 'other-group-kept', 'malformed-truncated']

describe('the id of the group', () => {
  test.for([
    ['of any name, where it ends the path', '/rota/v2/teams/{teamId}'],
    ['named as its member, wherever it stands', '/rota/v2/teams/{key}/plain'],
    ['named id', '/rota/v2/{id}/team'],
  ])('%s', async ([, path = '']) => {
    const folder = folderWith('teams', { team: path, all: ofAll }, [])
    expect(readContractFolder(folder).update.path).toBe(path.replace(/\{\w+\}/, '{id}'))
    const mock = await startMock({ contract: folder })
    try {
      const only = ['update-status', 'stored', 'unknown-group', 'id-longer']
      const settings = mock.environment
      const { endpoints } = await runConformance({ contracts: [folder], settings, seed: 1, only })
      expect(endpoints).toMatchObject([{ leftovers: [], counts: allPass }])
    } finally {
      await mock.close()
    }
  })
})

describe('a part of the path that a setting gives', () => {
  const folder = folderWith('units', inUnits, [set])

  test('stands in every address, of the update and of its siblings', async () => {
    const mock = await startMock({ contract: folder, keepRequests: true })
    try {
      const settings = { ...mock.environment }
      expect(settings.UNITS_UNIT).toBe('unit')
      const { endpoints } = await runConformance({ contracts: [folder], settings, seed: 1, only: few })
      expect(endpoints).toMatchObject([{ leftovers: [], counts: allPass }])
      const methods = mock.requests.filter(({ url }) => url.startsWith('/rota/unit/teams'))
      expect(new Set(methods.map(({ method }) => method))).toEqual(
        new Set(['PATCH', 'GET', 'POST', 'DELETE']),
      )
      expect(methods).toHaveLength(mock.requests.length)
    } finally {
      await mock.close()
    }
  })

  test('is encoded, and another one is not found', async () => {
    const mock = await startMock({ contract: folder, keepRequests: true })
    try {
      const settings = { ...mock.environment, UNITS_UNIT: 'two/2 {id}' }
      const { endpoints } = await runConformance({ contracts: [folder], settings, seed: 1, only: few })
      const [reason] = endpoints.flatMap(checksOf).flatMap(({ check }) => check.reason ?? [])
      expect(reason).toMatch(/^nothing was found .*: look at UNITS_BASE_URL, .*, and at UNITS_UNIT$/)
      expect(mock.requests.length).toBeGreaterThan(0)
      for (const { url } of mock.requests) expect(url).toMatch(/^\/rota\/two%2F2%20%7Bid%7D\/teams/)
    } finally {
      await mock.close()
    }
  })

  test('is needed, listed and kept in the commands that the record names', async ({ commandInProcess }) => {
    const fault = { contract: folder, faults: ['sqs-text-trimmed'] } as const
    const [wrong, correct] = [await startMock(fault), await startMock({ contract: folder })]
    try {
      const { UNITS_UNIT, ...without } = wrong.environment
      const missing = await commandInProcess(['run', '--contract', folder], { environment: without })
      expect(missing.stderr).toContain(
        'UNITS_UNIT is empty; expected the value of {unit} in the address of every request',
      )
      const environment = { ...without, UNITS_UNIT: UNITS_UNIT ?? '' }
      const list = await commandInProcess(['run', '--list', '--contract', folder], { environment })
      expect(list.stdout).toContain('sends PATCH /rota/unit/teams/{id}, the operation under test')

      const only = ['--only', 'generated-valid', '--cases', '60']
      const found = await commandInProcess(['run', '--contract', folder, ...only], { environment })
      expect(found).toMatchObject({ code: 1, stderr: '' })
      const check = found.record.endpoints[0]?.requirements.flatMap(({ checks }) => checks)[0]
      expect(check?.exchanges?.at(-1)?.curl).toContain('/rota/unit/teams/')
      const files = { 'case.json': found.file('reports/cases/units-generated-valid.json') ?? '' }
      for (const [server, code] of [
        [wrong, 1],
        [correct, 0],
      ] as const) {
        const again = await commandInProcess(['replay', 'case.json', '--contract', folder], {
          environment: { ...server.environment },
          files,
        })
        expect(again).toMatchObject({ code, stderr: '' })
      }
    } finally {
      await wrong.close()
      await correct.close()
    }
  })

  test('is not shown where its schema has the format password', async () => {
    const secret = { ...set, schema: { type: 'string', format: 'password' } }
    const hidden = folderWith('hidden', inUnits, [secret])
    const mock = await startMock({ contract: hidden, faults: ['sqs-text-trimmed'] })
    try {
      const record = await runConformance({
        contracts: [hidden],
        settings: mock.environment,
        seed: 1,
        only: ['text-blanks'],
      })
      expect(record.verdict).toBe('not-conformant')
      expect(JSON.stringify(record)).toContain('/rota/$HIDDEN_UNIT/teams/')
      expect(JSON.stringify(record)).not.toContain('/rota/unit/')
    } finally {
      await mock.close()
    }
  })
})

describe('is refused by name', () => {
  const stranger = 'nothing is known to stand for {unit}; expected x-setting of its parameter, such as TENANT'
  test.for<[string, typeof inUnits, readonly Json[], string]>([
    ['a second part', inUnits, [unit], stranger],
    ['a second part that is nowhere declared', inUnits, [], stranger],
    [
      'a part that may be the id or not',
      { team: '/rota/{unit}/teams', all: '/rota/all' },
      [],
      `${stranger}, or the name id where it is the id of the group`,
    ],
    [
      'the id of a group in the address of all',
      { team: ofTeam, all: '/rota/{id}' },
      [],
      'nothing is known to stand for {id}; expected x-setting of its parameter',
    ],
    [
      'a setting whose name is taken',
      inUnits,
      [{ ...unit, 'x-setting': 'GROUP_ID' }],
      'it is GROUP_ID; expected a name in capitals of its own',
    ],
    [
      'a setting that is a header as well',
      inUnits,
      [set, { name: 'X-Unit', in: 'header', 'x-setting': 'UNIT' }],
      'UNIT is the value of a parameter in header as well',
    ],
    [
      'a setting in a query',
      inUnits,
      [set, { name: 'unit', in: 'query', 'x-setting': 'OTHER' }],
      'x-setting stands at a parameter in query; expected one in a header or the path',
    ],
  ])('%s', ([, paths, parameters, says]) => {
    const folder = folderWith('refused', paths, parameters)
    expect(() => readContractFolder(folder)).toThrow(says)
  })
})

test('duties of tenants need a header, and a tenant in the path is none', async () => {
  const folder = folderWith('tenants', inUnits, [{ ...set, 'x-setting': 'TENANT' }])
  const file = join(folder, 'requirements.json')
  const { requirements } = JSON.parse(readFileSync(file, 'utf8'))
  const source = { document: 'Rota', section: '1' }
  const duty = { level: 'MUST', basis: 'page', duty: 'A server keeps tenants apart.', source }
  writeFileSync(file, JSON.stringify({ requirements: { ...requirements, 'tenant-isolates': duty } }))
  expect(() => describeContract(folder)).toThrow('expected a header whose x-setting is TENANT')
})
