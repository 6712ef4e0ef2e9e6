import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { endpointNames, loadContract } from '../../helpers/contract/contract.ts'
import { packageRoot } from '../../helpers/package-root.ts'
import { settingsOf } from '../../helpers/settings/endpoint-table.ts'
import { endpointSettings } from '../../helpers/settings/read-endpoint-settings.ts'
import { variable } from '../../helpers/target/endpoint-settings.ts'
import { Target } from '../../helpers/target/target.ts'
import { UsageError } from '../../helpers/usage-error.ts'
import { limits } from '../run/in-process.ts'
import { serve } from '../run/servers.ts'

const teams = fileURLToPath(new URL('../third-endpoint/teams', import.meta.url))

/** The made-up third endpoint, whose update also takes headers from settings. */
function teamsWith(parameters: readonly object[]) {
  const folder = mkdtempSync(join(tmpdir(), 'group-update-conformance-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  cpSync(teams, folder, { recursive: true })
  const file = join(folder, 'openapi.json')
  const document = JSON.parse(readFileSync(file, 'utf8'))
  for (const item of Object.values<Record<string, { operationId?: string; parameters?: object[] }>>(
    document.paths,
  ))
    for (const operation of Object.values(item))
      if (operation.operationId === 'changeTeam')
        operation.parameters = [...(operation.parameters ?? []), ...parameters]
  writeFileSync(file, JSON.stringify(document))
  return loadContract('teams', folder)
}

const realm = {
  name: 'X-Realm',
  in: 'header',
  required: true,
  schema: { type: 'string' },
  'x-setting': 'REALM',
}
const seal = {
  name: 'X-Seal',
  in: 'header',
  schema: { type: 'string', format: 'password' },
  'x-setting': 'SEAL',
}

test('any header that the contract takes from a setting is sent, and one that is secret is not shown', async () => {
  let seen: NodeJS.Dict<string | string[]> = {}
  const url = await serve((request, response) => {
    seen = request.headers
    response.end(request.headers['x-seal'])
  })
  const contract = teamsWith([realm, seal])
  const environment = {
    TEAMS_BASE_URL: url,
    TEAMS_API_KEY: 'k',
    TEAMS_REALM: 'north',
    TEAMS_SEAL: 'Wachs-4711',
  }
  const target = new Target(contract, endpointSettings(contract, environment, 'live', []), { limits })
  const { exchange } = await target.send(target.updateOf('t1', { name: 'Early birds' }).wire)
  await target.client.close()
  expect(seen).toMatchObject({ 'x-realm': 'north', 'x-seal': 'Wachs-4711' })
  expect(exchange().curl).toContain("-H 'X-Realm: north'")
  expect(exchange().curl).toContain('-H "X-Seal: $TEAMS_SEAL"')
  expect(JSON.stringify(exchange())).not.toContain('4711')
})

test('such a setting must be given where the header is required, and hold what a header can carry', () => {
  const contract = teamsWith([realm, seal])
  const given = { TEAMS_BASE_URL: 'http://127.0.0.1:9', TEAMS_API_KEY: 'k' }
  const read = (environment: Record<string, string>) =>
    endpointSettings(contract, { ...given, ...environment }, 'live', [])
  expect(() => read({})).toThrow(
    new UsageError('TEAMS_REALM is empty; expected the value of the header X-Realm of every request'),
  )
  expect(() => read({ TEAMS_REALM: 'n\u0007' })).toThrow(/^TEAMS_REALM holds a control character/)
  expect(() => read({ TEAMS_REALM: 'north', TEAMS_SEAL: '印' })).toThrow(/^TEAMS_SEAL holds a character/)
  expect(read({ TEAMS_REALM: 'north' }).contractSettings).toEqual({ REALM: 'north' })
})

test('.env.example names each account, header and address of the endpoints, and nothing that is not read', () => {
  const example = readFileSync(join(packageRoot, '.env.example'), 'utf8')
  const named = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name)
  const read = endpointNames().flatMap((endpoint) =>
    settingsOf(loadContract(endpoint)).map((setting) => ({
      ...setting,
      name: variable(endpoint, setting.name),
    })),
  )
  expect(named.filter((name) => !read.some((setting) => setting.name === name))).toEqual(
    named.filter((name) => name?.startsWith('CONFORMANCE_')),
  )
  const wanted = read.filter(({ secret, header, credential }) => secret || header || credential)
  expect(named).toEqual(expect.arrayContaining(wanted.map(({ name }) => name)))
})
