import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { main } from '../../helpers/commands/command-line.ts'
import {
  about,
  changed,
  duty,
  type Mistakes,
  onPath,
  path,
  refuses,
  schemas,
  scratch,
  teams,
  told,
  update,
} from './refusals.ts'

const place = scratch()
const outcomes = `${onPath}/patch/x-outcomes`

const documents: Mistakes = [
  ['an OpenAPI 2 document', { swagger: '2.0' }, '/swagger', 'expected OpenAPI 3.1'],
  ['OpenAPI 3.0', { openapi: '3.0.3' }, '/openapi', 'the version of OpenAPI, 3.1.x'],
  ['nothing about conformance', about(null), '', 'the member x-conformance is missing'],
  ['no title', about({ title: null }), '/x-conformance', 'the member title is missing'],
  ['an unknown member', about({ titel: 'Rota' }), '/x-conformance/titel', 'did you mean title?'],
  [
    'an unknown role',
    about({ members: { descripton: 'about' } }),
    '/x-conformance/members/descripton',
    'did you mean description?',
  ],
  [
    'a role without its member',
    about({ members: { name: 'titel' } }),
    '/x-conformance/members/name',
    'did you mean title?',
  ],
  [
    'an unknown operation',
    about({ update: 'changeTeams' }),
    '/x-conformance/update',
    'did you mean changeTeam?',
  ],
  [
    'an unknown sibling',
    about({ siblings: { reed: { operation: 'showTeam' } } }),
    '/x-conformance/siblings/reed',
    'did you mean read?',
  ],
  [
    'an unknown operation of a sibling',
    about({ siblings: { read: { operation: 'shewTeam' } } }),
    '/x-conformance/siblings/read/operation',
    'did you mean showTeam?',
  ],
  [
    'no JSON pointer',
    about({ group: 'team' }),
    '/x-conformance/group',
    'a JSON pointer, empty or beginning with /',
  ],
  ['a wrong pointer', about({ group: '/taem' }), '/x-conformance/group', 'did you mean team?'],
  [
    'a wrong pointer into the request',
    about({ groupInRequest: '/titel' }),
    '/x-conformance/groupInRequest',
    'did you mean title?',
  ],
  [
    'a wrong pointer of a sibling',
    about({ siblings: { list: { at: '/found/team' } } }),
    '/x-conformance/siblings/list/at',
    'did you mean teams?',
  ],
  [
    'an unknown schema',
    about({ schemas: { group: 'Taem' } }),
    '/x-conformance/schemas/group',
    'did you mean Team?',
  ],
  [
    'an unknown schema of dates',
    about({ dates: { schema: 'Dya' } }),
    '/x-conformance/dates/schema',
    'did you mean Day?',
  ],
  [
    'an unknown outcome',
    update({ 'x-outcomes': { notfound: [{ status: '404' }] } }),
    `${outcomes}/notfound`,
    'did you mean notFound?',
  ],
  [
    'a status that is none',
    update({ 'x-outcomes': { notFound: [{ status: 'four' }] } }),
    `${outcomes}/notFound/0/status`,
    'a status such as 404',
  ],
  [
    'a body of no schema',
    update({ 'x-outcomes': { notFound: [{ status: '404', body: 'Problm' }] } }),
    `${outcomes}/notFound/0/body`,
    'did you mean Problem?',
  ],
  ['no outcomes', update({ 'x-outcomes': null }), `${onPath}/patch`, 'the member x-outcomes is missing'],
  [
    'a body that is no JSON',
    update({ requestBody: { content: { 'application/json': null, 'text/csv': {} } } }),
    `${onPath}/patch/requestBody/content`,
    'the body is text/csv; expected application/json',
  ],
  [
    'a required query parameter',
    update({ parameters: [{ name: 'unit', in: 'query', required: true }] }),
    `${onPath}/patch/parameters/0`,
    'unit is required in query',
  ],
  [
    'a required header without value',
    update({ parameters: [{ name: 'Realm', in: 'header', required: true }] }),
    `${onPath}/patch/parameters/0`,
    'expected x-setting',
  ],
  [
    'a setting whose name is taken',
    update({ parameters: [{ name: 'Realm', in: 'header', 'x-setting': 'API_KEY' }] }),
    `${onPath}/patch/parameters/0/x-setting`,
    'a name in capitals of its own',
  ],
  [
    'a setting that is run as a command',
    update({ parameters: [{ name: 'Realm', in: 'header', 'x-setting': 'EXTRA_HEADERS_COMMAND' }] }),
    `${onPath}/patch/parameters/0/x-setting`,
    'a name in capitals of its own',
  ],
  [
    'a reference to nothing',
    schemas({ Team: { properties: { key: { $ref: '#/components/schemas/Dya' } } } }),
    '/components/schemas/Team/properties/key/$ref',
    'did you mean Day?',
  ],
  [
    'a reference out of it',
    schemas({ Team: { properties: { key: { $ref: 'other.json#/Key' } } } }),
    '/components/schemas/Team/properties/key/$ref',
    'expected a part of this document',
  ],
  [
    'a recursive schema',
    schemas({ TeamChange: { properties: { parent: { $ref: '#/components/schemas/TeamChange' } } } }),
    '/components/schemas/TeamChange',
    'it holds itself',
  ],
  [
    'a keyword that is not drawn',
    schemas({ TeamChange: { properties: { title: { pattern: '^T' } } } }),
    '/components/schemas/TeamChange/properties/title/pattern',
    'payloads cannot be drawn by the keyword pattern',
  ],
  [
    'a type that is not drawn',
    schemas({ TeamChange: { properties: { title: { type: 'number' } } } }),
    '/components/schemas/TeamChange/properties/title/type',
    'payloads cannot be drawn of the type "number"',
  ],
  [
    'a digest of the password',
    { components: { securitySchemes: { token: { type: 'http', scheme: 'digest' } } } },
    '/components/securitySchemes/token',
    'the credential is http digest; expected http basic, http bearer, apiKey in header',
  ],
  [
    'a key in the address',
    { components: { securitySchemes: { token: { in: 'query' } } } },
    '/components/securitySchemes/token',
    'the credential is apiKey in query',
  ],
  [
    'two keys',
    { components: { securitySchemes: { second: { type: 'apiKey', in: 'header', name: 'X-B' } } } },
    '/components/securitySchemes/second',
    'it is apiKey in header, and token is apiKey in header; expected Basic and one key at most',
  ],
  [
    'a key and a bearer token',
    { components: { securitySchemes: { second: { type: 'http', scheme: 'Bearer' } } } },
    '/components/securitySchemes/second',
    'it is http bearer, and token is apiKey in header; expected Basic and one key at most',
  ],
  [
    'a password and a bearer token, which stand in one header',
    {
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer' },
          second: { type: 'http', scheme: 'basic' },
        },
      },
    },
    '/components/securitySchemes/second',
    'it stands in the header authorization, as token does; expected one of them',
  ],
  ['an unknown base', about({ extends: 'sqss' }), '/x-conformance/extends', 'did you mean sqs?'],
]

const catalogues: Mistakes = [
  [
    'an unknown level',
    { requirements: { 'text-kept': { level: 'must' } } },
    '/requirements/text-kept/level',
    'did you mean MUST?',
  ],
  [
    'no source',
    { requirements: { 'text-kept': { source: null } } },
    '/requirements/text-kept',
    'the member source is missing',
  ],
  [
    'a guess that is pressed',
    { requirements: { 'text-kept': { basis: 'inferred' } } },
    '/requirements/text-kept/level',
    'expected "INFERRED"',
  ],
  [
    'an unknown requirement',
    { requirements: { 'text-kapt': duty } },
    '/requirements/text-kapt',
    'did you mean text-kept?',
  ],
  [
    'a requirement without ground',
    { requirements: { 'owner-change-kept': duty } },
    '/requirements/owner-change-kept',
    'has no ground in openapi.json',
  ],
  [
    'a name in capitals',
    { requirements: { 'Text-Kept': duty } },
    '/requirements/Text-Kept',
    '"Text-Kept" is not as expected: lower-case words and digits, divided by -, such as text-kept',
  ],
  [
    'a duty that is pressed and not tested',
    { requirements: { 'text-kept': { notTested: 'Nobody can.' } } },
    '/requirements/text-kept/level',
    'it is "MUST"; expected SHOULD or INFERRED, as it is notTested',
  ],
  [
    'a reason that is empty',
    { requirements: { 'text-kept': { level: 'SHOULD', notTested: '' } } },
    '/requirements/text-kept/notTested',
    'it is ""; expected at least 1 character',
  ],
  [
    'a tenant that no header names',
    { requirements: { 'tenant-needed': duty } },
    '/requirements/tenant-needed',
    'expected a header whose x-setting is TENANT',
  ],
  [
    'XML that no answer has',
    { requirements: { 'xml-by-default': duty } },
    '/requirements/xml-by-default',
    'expected an answer in application/xml',
  ],
]

describe('a contract is refused with', () => {
  refuses('openapi.json', documents)
  refuses('requirements.json', catalogues)
})

describe('a folder is refused that', () => {
  const folders: readonly (readonly [
    what: string,
    name: string,
    files: Readonly<Record<string, string>>,
    says: string,
  ])[] = [
    ['is empty', 'teams', {}, 'there is no openapi.json in it'],
    ['has no requirements', 'teams', { 'openapi.json': '{}' }, 'there is no requirements.json in it'],
    [
      'holds no JSON',
      'teams',
      { 'openapi.json': '{', 'requirements.json': '{}' },
      'openapi.json is not JSON',
    ],
    ['holds no object', 'teams', { 'openapi.json': '[]', 'requirements.json': '{}' }, 'holds no JSON object'],
    ['has the name of another', 'sqs', {}, 'the name sqs is taken'],
    ['has a name that is none', 'My Teams', {}, 'the folder is named My Teams'],
  ]

  test.each(folders)('%s', async (_, name, files, says) => {
    const folder = join(place, name)
    mkdirSync(folder, { recursive: true })
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
    const { code, said } = await told(folder)
    expect(said).toContain(says)
    expect(code).toBe(2)
  })

  test('is fine, but for a byte order mark, is read', async () => {
    const folder = changed(place, 'openapi.json', {})
    const file = join(folder, 'requirements.json')
    writeFileSync(file, `\uFEFF${readFileSync(file, 'utf8')}`)
    const { said } = await told(folder)
    expect(said).toContain('TEAMS_BASE_URL is empty')
  })

  test('says one mistake once', async () => {
    const parameters = [{ name: 'Realm', in: 'header', required: true }]
    const { said } = await told(changed(place, 'openapi.json', { paths: { [path]: { parameters } } }))
    expect(said.split(`${onPath}/parameters/0: `)).toHaveLength(2)
  })

  test('is not there', async () => {
    const { code, said } = await told(join(place, 'nowhere'))
    expect(said).toContain('there is no such folder')
    expect(code).toBe(2)
  })
})

test('a contract without an address is refused, and the setting is named', async () => {
  const { code, said } = await told(teams)
  expect(said).toContain('TEAMS_BASE_URL is empty')
  expect(code).toBe(2)
})

test('an endpoint that no contract is of is refused', async () => {
  const written: string[] = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  expect(await main(['node', 'group-update-conformance', 'run', 'teems', '--contract', teams])).toBe(2)
  expect(written.join('')).toContain('there is no endpoint teems; expected autodialer or sqs or teams')
})
