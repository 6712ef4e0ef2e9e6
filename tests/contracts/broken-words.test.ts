import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../helpers/contract/types.ts'
import {
  about,
  changed,
  type Mistakes,
  onPath,
  path,
  refuses,
  schemas,
  scratch,
  told,
  update,
} from './refusals.ts'

const place = scratch()
const siblings = (value: Json): Json => about({ siblings: value })
const at = (name: string) => `/x-conformance/siblings/${name}`
const outcomes = (value: Json): Json => update({ 'x-outcomes': value })
const onUpdate = `${onPath}/patch`
const header = (value: Json): Json => update({ parameters: [{ in: 'header', schema: {}, ...Object(value) }] })

const ofAnswers: Mistakes = [
  [
    'a date that the group lacks',
    about({ dates: { members: ['chnged'] } }),
    '/x-conformance/dates/members/0',
    'Team has no member chnged; expected key, title, about, changed; did you mean changed?',
  ],
  [
    'a number of all that is not there',
    siblings({ list: { total: '/found/al' } }),
    `${at('list')}/total`,
    'did you mean all?',
  ],
  [
    'a number of all that is a list',
    siblings({ list: { total: '/found/teams' } }),
    `${at('list')}/total`,
    '/found/teams leads to an array; expected an integer',
  ],
  [
    'groups that are no list',
    siblings({ list: { at: '/found' } }),
    `${at('list')}/at`,
    '/found leads to an object; expected an array',
  ],
  [
    'groups below a list',
    siblings({ list: { at: '/found/teams/0/titel' } }),
    `${at('list')}/at`,
    'did you mean title?',
  ],
  [
    'an answer that is no list',
    siblings({ list: { at: '' } }),
    `${at('list')}/at`,
    'the whole answer is an object; expected an array',
  ],
  [
    'an id that is an object',
    siblings({ create: { at: '/team' } }),
    `${at('create')}/at`,
    '/team leads to an object; expected a string',
  ],
  [
    'an id that is the name',
    siblings({ create: { at: '/team/title' } }),
    `${at('create')}/at`,
    '/team/title leads to the name; expected the id',
  ],
  [
    'a group that is a text',
    siblings({ read: { at: '/team/title' } }),
    `${at('read')}/at`,
    '/team/title leads to a string; expected an object',
  ],
  [
    'an updated group that is a text',
    about({ group: '/team/title' }),
    '/x-conformance/group',
    'expected an object',
  ],
]

const ofAsks: Mistakes = [
  [
    'a value that is none',
    siblings({ create: { asks: [{ body: { title: '{nmae}' } }] } }),
    `${at('create')}/asks/0/body/title`,
    'nothing is known to stand for {nmae}; expected {id}, {name}, {description}, {marker}; did you mean {name}?',
  ],
  [
    'a value of a role that it lacks',
    siblings({ create: { least: { body: { title: '{owner}' } } } }),
    `${at('create')}/least/body/title`,
    'nothing is known to stand for {owner}',
  ],
  [
    'a member that the request lacks',
    siblings({ create: { asks: [{ body: { titel: '{name}' } }] } }),
    `${at('create')}/asks/0/body/titel`,
    'the request has no member titel; expected key, title, about; did you mean title?',
  ],
  [
    'a body where none is sent',
    siblings({ list: { asks: [{ body: { titel: '{name}' } }] } }),
    `${at('list')}/asks/0/body`,
    'findTeams has no request body; expected none',
  ],
  [
    'a query that is none',
    siblings({ list: { asks: [{ query: { keptBy: '{name}' } }] } }),
    `${at('list')}/asks/0/query/keptBy`,
    'findTeams has no query parameter keptBy; expected nothing there',
  ],
  [
    'a value that is none, in a query',
    siblings({ list: { asks: [{ query: { keptBy: '{nmae}' } }] } }),
    `${at('list')}/asks/0/query/keptBy`,
    'did you mean {name}?',
  ],
  [
    'a page that is no query parameter',
    siblings({ list: { page: 'pge' } }),
    `${at('list')}/page`,
    'findTeams has no query parameter pge',
  ],
  [
    'a start where none is sent',
    siblings({ list: { start: '/x/y' } }),
    `${at('list')}/start`,
    'findTeams has no request body; expected none',
  ],
]

const ofOperations: Mistakes = [
  [
    'two siblings of one operation',
    siblings({ remove: { operation: 'foundTeam' } }),
    `${at('remove')}/operation`,
    'foundTeam is create already; expected an operation of its own',
  ],
  [
    'a sibling that is the update',
    siblings({ read: { operation: 'changeTeam' } }),
    `${at('read')}/operation`,
    'changeTeam is the update already',
  ],
  [
    'a method that HTTP does not know',
    { paths: { [path]: { ptach: {} } } },
    `${onPath}/ptach`,
    'did you mean patch?',
  ],
  [
    'a status that is not documented',
    outcomes({ notFound: [{ status: '410' }] }),
    `${onUpdate}/x-outcomes/notFound/0/status`,
    'the responses have no status 410; expected 200, 400, 401, 403, 404, 409, 415, 422',
  ],
  [
    'a class that is not documented',
    outcomes({ overloaded: [{ status: '5XX' }] }),
    `${onUpdate}/x-outcomes/overloaded/0/status`,
    'the responses have no status 5XX',
  ],
  [
    'a refusal that looks like success',
    outcomes({ notFound: [{ status: '200', body: 'Problem' }] }),
    `${onUpdate}/x-outcomes/notFound/0`,
    'nothing tells it from /updated/0, which has this status too; expected a mark',
  ],
  [
    'a refusal with the mark of success',
    outcomes({ updated: [{ status: '200', mark: 'Team' }], notFound: [{ status: '200', mark: 'Team' }] }),
    `${onUpdate}/x-outcomes/notFound/0`,
    'expected a mark',
  ],
  [
    'a parameter in no place',
    header({ name: 'Realm', in: 'haeder' }),
    `${onUpdate}/parameters/0/in`,
    'it is "haeder"; expected path, query, header, cookie; did you mean header?',
  ],
  [
    'a parameter that refers to a number',
    update({ parameters: [{ $ref: 3 }] }),
    `${onUpdate}/parameters/0/$ref`,
    'it is 3; expected a string',
  ],
  [
    'a setting that is misspelt',
    header({ name: 'Realm', 'x-seting': 'REALM' }),
    `${onUpdate}/parameters/0/x-seting`,
    'there is no x-seting; did you mean x-setting?',
  ],
  [
    'outcomes that are misspelt',
    update({ 'x-outcomes': null, 'x-outcome': {} }),
    `${onUpdate}/x-outcome`,
    'did you mean x-outcomes?',
  ],
  ['conformance that is misspelt', { 'x-conformanc': {} }, '/x-conformanc', 'did you mean x-conformance?'],
]

const ofCredentials: Mistakes = [
  [
    'an update without credentials',
    update({ security: [] }),
    `${onUpdate}/security`,
    'the update is sent without credentials, and there is /components/securitySchemes/token; expected it there',
  ],
  ['a document without credentials', { security: [] }, '/security', 'expected it there'],
  [
    'credentials in no list',
    { security: { token: [] } },
    '/security',
    'it is {"token":[]}; expected an array',
  ],
  [
    'credentials that are none',
    { security: [{ tokne: [] }] },
    '/security/0/tokne',
    'there is no security scheme tokne; expected token; did you mean token?',
  ],
  [
    'credentials of an operation that are none',
    update({ security: [{ tokne: [] }] }),
    `${onUpdate}/security/0/tokne`,
    'did you mean token?',
  ],
  [
    'a key in a header of HTTP',
    { components: { securitySchemes: { token: { name: 'Content-Type' } } } },
    '/components/securitySchemes/token/name',
    'HTTP has the header Content-Type for something else; expected another one, such as X-API-Key',
  ],
  [
    'a key in no header',
    { components: { securitySchemes: { token: { name: null } } } },
    '/components/securitySchemes/token',
    'the member name is missing',
  ],
  [
    'a setting in a header of HTTP',
    header({ name: 'Host', 'x-setting': 'REALM' }),
    `${onUpdate}/parameters/0/name`,
    'HTTP has the header Host for something else',
  ],
]

const ofMembers: Mistakes = [
  [
    'numbers that are a text',
    about({ members: { description: null, numbers: 'about' } }),
    '/components/schemas/TeamChange/properties/about',
    'it is the numbers, and a string; expected an array of strings',
  ],
  [
    'numbers that are numbers',
    {
      ...Object(about({ members: { description: null, numbers: 'about' } })),
      ...Object(
        schemas({ TeamChange: { properties: { about: { type: 'array', items: { type: 'integer' } } } } }),
      ),
    },
    '/components/schemas/TeamChange/properties/about/items',
    'expected strings',
  ],
  [
    'a name that is a list',
    schemas({ TeamChange: { properties: { title: { type: 'array', items: { type: 'string' } } } } }),
    '/components/schemas/TeamChange/properties/title',
    'it is the name, and an array; expected a string',
  ],
  [
    'an id that is a truth value',
    schemas({ TeamChange: { properties: { key: { type: 'boolean' } } } }),
    '/components/schemas/TeamChange/properties/key',
    'it is the id, and a boolean; expected a string',
  ],
  [
    'an id that neither is sent nor shown',
    about({ members: { id: 'kay' } }),
    '/x-conformance/members/id',
    'Team has no member kay; expected key, title, about, changed; did you mean key?',
  ],
  [
    'one member for two roles',
    about({ members: { description: 'title' } }),
    '/x-conformance/members/description',
    'title is the name already; expected another member',
  ],
]

describe('a contract is refused with', () => {
  refuses('openapi.json', [...ofAnswers, ...ofAsks, ...ofOperations, ...ofCredentials, ...ofMembers])

  test('a new schema of a layer to which nothing refers', async () => {
    const layer = {
      'x-conformance': { extends: 'sqs', title: 'A layer' },
      components: { schemas: { GroupUpdat: { required: ['id'] } } },
    }
    const folder = changed(place, 'openapi.json', {})
    writeFileSync(join(folder, 'openapi.json'), JSON.stringify(layer))
    writeFileSync(join(folder, 'requirements.json'), JSON.stringify({ requirements: {} }))
    const { code, said } = await told(folder)
    expect(said).toContain(
      'openapi.json#/components/schemas/GroupUpdat: sqs has no such schema, and nothing refers to it',
    )
    expect(said).toContain('did you mean GroupUpdate?')
    expect(code).toBe(2)
  })
})

test.each([
  ['a class of the documented statuses', outcomes({ invalid: [{ status: '4XX' }] })],
  ['a status of a documented class', update({ responses: { '404': null, '4XX': {} } })],
  ['a status where others are documented', update({ responses: { '404': null, default: {} } })],
])('%s is taken', async (_, change) => {
  const { said } = await told(changed(place, 'openapi.json', change))
  expect(said).toContain('TEAMS_BASE_URL is empty')
})
