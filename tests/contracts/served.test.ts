import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { proveContract } from '../../helpers/commands/contract-prove.ts'
import { isObject, memberOf } from '../../helpers/contract/json-value.ts'
import type { Json } from '../../helpers/contract/types.ts'
import { runConformance } from '../../helpers/library/run-conformance.ts'
import { startMock } from '../../mock/server.ts'

const path = (folder: string) => fileURLToPath(new URL(`../../${folder}`, import.meta.url))
const teams = path('tests/third-endpoint/teams')

async function proof(folder: string, faults: readonly string[]) {
  const lines: string[] = []
  const code = await proveContract(folder, faults, (line) => lines.push(line))
  return { code, text: lines.join('\n') }
}

/** What a run says of the correct server that is made of a contract. */
async function judged(folder: string) {
  const mock = await startMock({ contract: folder })
  try {
    const { endpoints } = await runConformance({ contracts: [folder], settings: mock.environment, seed: 1 })
    return endpoints
  } finally {
    await mock.close()
  }
}

test.each([
  'tests/third-endpoint/teams',
  'tests/fourth-endpoint/depots',
  'tests/field/json-server-groups',
  'tests/field/powerdns-zones',
  'examples/contracts/sqs-1.2',
  'examples/contracts/sqs-described',
])('no check flags the server that is made of %s', async (folder) => {
  expect(await judged(path(folder))).toMatchObject([
    { leftovers: [], counts: { fail: 0, warn: 0, inconclusive: 0 } },
  ])
})

test('all checks of a contract are run on the server that is made of it', async () => {
  expect(await judged(teams)).toMatchObject([{ verdict: 'conformant', counts: { 'not-tested': 0 } }])
})

test('a contract whose id is called as the server calls another member is not served', async () => {
  await expect(startMock({ contract: path('tests/field/icinga2-hosts') })).rejects.toThrow(
    'its member name does not stand for what it is named for',
  )
})

test('a contract that documents no refusal of content may be answered with any', async () => {
  const folder = changed(({ outcomes }) => {
    for (const outcome of ['invalid', 'malformed', 'unprocessable', 'conflict']) delete outcomes[outcome]
  })
  expect(await judged(folder)).toMatchObject([{ counts: { fail: 0, warn: 0 } }])
})

test('its faults are caught by the contract’s own checks', async () => {
  const faults = [
    'sqs-forgets',
    'sqs-password-case',
    'sqs-reads-string',
    'sqs-any-user-may',
    'sqs-text-trimmed',
  ]
  const { code, text } = await proof(teams, faults)
  expect(text).toContain('nothing is flagged on the correct server')
  for (const [fault, check] of [
    ['sqs-forgets', 'stored'],
    ['sqs-password-case', 'auth-key-case'],
    ['sqs-reads-string', 'malformed-string'],
    ['sqs-any-user-may', 'forbidden'],
    ['sqs-text-trimmed', 'text-blanks'],
  ])
    expect(text).toMatch(new RegExp(`^\\| \`${fault}\` \\| must \\| .* \`${check}\``, 'm'))
  expect(text).toContain('5 of 5 faults are caught')
  expect(code).toBe(0)
})

test('a fault that no check of the contract is about is told with the requirement that would bring one', async () => {
  const folder = changed(({ requirements }) => void delete requirements['update-stored'])
  const { text } = await proof(folder, ['sqs-forgets', 'sqs-status-201'])
  expect(text).toContain('1 of 1 faults are caught')
  expect(text).toContain('1 more are of duties that it does not have, by requirement: update-stored (1)')
})

test('ids and the id in the body, an envelope and XML are served', async () => {
  const layer = mkdtempSync(join(tmpdir(), 'layer-'))
  const endpoint = join(layer, 'dialer')
  cpSync(teams, endpoint, { recursive: true })
  writeFileSync(
    join(endpoint, 'openapi.json'),
    JSON.stringify({ 'x-conformance': { extends: 'autodialer', title: 'A layer' } }),
  )
  writeFileSync(join(endpoint, 'requirements.json'), JSON.stringify({ requirements: {} }))
  for (const [folder, fault] of [
    [endpoint, 'sqs-not-found-500'],
    [path('examples/contracts/sqs-described'), 'sqs-xml-cut-off'],
  ] as const) {
    const { code, text } = await proof(folder, [fault])
    expect(text).toContain('nothing is flagged on the correct server')
    expect(text).toContain('1 of 1 faults are caught')
    expect(code).toBe(0)
  }
})

test('an answer whose outcome names no schema shows the group, and one that is known by a mark alone does not', async () => {
  for (const way of [{ status: '200' }, { status: '200', mark: 'Problem' }]) {
    const folder = changed(({ outcomes, requirements }) => {
      outcomes.updated = [way]
      if ('mark' in way)
        for (const id of ['answer-members', 'answer-echoes', 'date-form']) delete requirements[id]
    })
    const told = await proof(folder, ['sqs-forgets', 'sqs-text-trimmed'])
    expect(told.text).toContain('nothing is flagged on the correct server')
    expect(told.text).toContain('2 of 2 faults are caught')
    expect(told.code).toBe(0)
  }
})

test('an id that stands in the address alone is never sent in a body', async () => {
  const folder = changed(
    ({ schemas, requirements }) => {
      for (const id of ['optional-members', 'omitted-kept', 'optional-member-types']) delete requirements[id]
      schemas.TeamChange = { type: 'object', required: ['title'], properties: { title: { type: 'string' } } }
    },
    ['description'],
  )
  const mock = await startMock({ contract: folder, keepRequests: true })
  try {
    const only = ['update-status', 'stored', 'unknown-group', 'robust-odd-members']
    const { endpoints } = await runConformance({
      contracts: [folder],
      settings: mock.environment,
      seed: 1,
      only,
    })
    expect(endpoints).toMatchObject([{ counts: { fail: 0, warn: 0, inconclusive: 0, 'not-tested': 0 } }])
    const bodies = mock.requests.filter(({ method }) => method === 'PATCH').map(({ body }) => body.toString())
    expect(bodies.length).toBeGreaterThan(5)
    expect(bodies.filter((body) => body.includes('"key"'))).toEqual([])
  } finally {
    await mock.close()
  }
})

type Members = Record<string, Json>

/** The third endpoint's folder, otherwise. */
function changed(
  change: (parts: { requirements: Members; schemas: Members; about: Members; outcomes: Members }) => void,
  without: readonly string[] = [],
): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'contract-')), 'teams')
  cpSync(teams, folder, { recursive: true })
  const files = ['openapi.json', 'requirements.json'].map((file) => join(folder, file))
  const [document, catalogue] = files.map((file): Json => JSON.parse(readFileSync(file, 'utf8')))
  const within = (value: Json | undefined, ...names: string[]): Members => {
    const found = names.reduce<Json | undefined>((inner, name) => memberOf(inner, name), value)
    if (!isObject(found)) throw new Error(`nothing at ${names.join('/')}`)
    return found
  }
  change({
    requirements: within(catalogue, 'requirements'),
    schemas: within(document, 'components', 'schemas'),
    about: within(document, 'x-conformance'),
    outcomes: within(document, 'paths', '/rota/v2/teams/{id}', 'patch', 'x-outcomes'),
  })
  const { members, siblings } = within(document, 'x-conformance')
  for (const role of without) {
    delete within(siblings, 'create', 'asks', '0', 'body')[String(within(members)[role])]
    delete within(members)[role]
  }
  for (const [at, value] of [document, catalogue].entries())
    writeFileSync(files[at] ?? '', JSON.stringify(value))
  return folder
}

describe('what no server can be made of is refused by name', () => {
  test.each([
    [
      'an id that is a number',
      'ids such as key has cannot be made',
      ({ schemas }) => void setMember(schemas, 'TeamChange', 'key', { type: 'integer' }),
    ],
    [
      'dates of a form of their own',
      'dates of the schema Day cannot be written',
      ({ schemas }) => {
        schemas.Day = { type: 'string', pattern: '^week [0-9]+$' }
      },
    ],
    [
      'a refusal that its schema does not allow',
      'of its outcome notFound',
      ({ schemas, outcomes }) => {
        schemas.Nothing = {
          type: 'object',
          required: ['problem'],
          properties: { problem: { type: 'string', maxLength: 0, minLength: 1 } },
        }
        outcomes.notFound = [{ status: '404', body: 'Nothing' }]
      },
    ],
    [
      'an answer that its schema does not allow',
      'its answer to an update cannot be made',
      ({ schemas }) => void setMember(schemas, 'Team', 'title', { type: 'integer' }),
    ],
    [
      'a name that means something else',
      'its member name does not stand for what it is named for',
      ({ schemas }) => void setMember(schemas, 'TeamChange', 'name', { type: 'string' }),
    ],
  ] satisfies [string, string, Parameters<typeof changed>[0]][])('%s', async (_, sentence, change) => {
    const folder = changed(change)
    await expect(startMock({ contract: folder })).rejects.toThrow(sentence)
    await expect(startMock({ contract: folder })).rejects.toThrow(`--contract ${folder}: no reference server`)
  })

  test('a variant, and a fault that the contract has not', async () => {
    await expect(startMock({ contract: teams, variants: ['sqs-date-z'] })).rejects.toThrow(
      'the variant sqs-date-z is one of the two endpoints',
    )
    await expect(startMock({ contract: teams, faults: ['sqs-xml-cut-off'] })).rejects.toThrow(
      'unknown fault "sqs-xml-cut-off"',
    )
  })
})

function setMember(schemas: Members, schema: string, member: string, value: Json): void {
  const found = schemas[schema]
  const properties = isObject(found) ? found.properties : undefined
  if (!isObject(found) || !isObject(properties)) throw new Error(`no schema ${schema}`)
  schemas[schema] = { ...found, properties: { ...properties, [member]: value } }
}
