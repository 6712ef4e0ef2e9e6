import { describe, expect, test } from 'vitest'
import { describeContract } from '../../helpers/commands/contract-check.ts'
import { readContractFolder } from '../../helpers/contract/outside/read-folder.ts'
import { runConformance } from '../../helpers/library/run-conformance.ts'
import { startMock } from '../../mock/server.ts'
import { changed, type Mistakes, onPath, path, refuses, schemas, scratch, update } from './refusals.ts'

const place = scratch()

const documents: Mistakes = [
  [
    'an answer that is nothing',
    update({ responses: null }),
    `${onPath}/patch`,
    'the member responses is missing',
  ],
  [
    'a type that is none',
    schemas({ Team: { properties: { title: { type: 'strng' } } } }),
    '/components/schemas/Team/properties/title/type',
    'it is "strng"; expected array, boolean, integer, null, number, object, string; did you mean string?',
  ],
  [
    'a pattern that is none',
    schemas({ Day: { pattern: '(' } }),
    '/components/schemas/Day/pattern',
    'it is "("; expected a regular expression',
  ],
  [
    'a keyword that is none',
    schemas({ Team: { requird: ['key'] } }),
    '/components/schemas/Team/requird',
    'there is no keyword requird in JSON Schema; did you mean required?',
  ],
  [
    'a keyword that is none, deep inside',
    schemas({ Problem: { properties: { problem: { anyOf: [{ type: 'string', maxLenght: 3 }] } } } }),
    '/components/schemas/Problem/properties/problem/anyOf/0/maxLenght',
    'did you mean maxLength?',
  ],
  [
    'a keyword of OpenAPI 3.0',
    schemas({ Team: { properties: { title: { nullable: true } } } }),
    '/components/schemas/Team/properties/title/nullable',
    'there is no keyword nullable in JSON Schema; expected those of JSON Schema 2020-12',
  ],
  [
    'a required member that is none',
    schemas({ Team: { required: ['titel'] } }),
    '/components/schemas/Team/required/0',
    'there is no member titel; expected key, title, about, changed; did you mean title?',
  ],
  [
    'a keyword that is not drawn, beside others',
    schemas({ TeamChange: { additionalProperties: false, properties: { title: { pattern: '^T' } } } }),
    '/components/schemas/TeamChange/additionalProperties',
    'payloads cannot be drawn by the keyword additionalProperties; expected only $ref, const,',
  ],
  [
    'a keyword that is not drawn, within another such object',
    schemas({ TeamChange: { additionalProperties: false, properties: { title: { pattern: '^T' } } } }),
    '/components/schemas/TeamChange/properties/title/pattern',
    'payloads cannot be drawn by the keyword pattern',
  ],
  [
    'a schema that is no other than itself',
    schemas({
      Problem: { type: null, required: null, properties: null, $ref: '#/components/schemas/Problem' },
    }),
    '/components/schemas/Problem/$ref',
    'it leads back to itself',
  ],
  [
    'an answer without known members',
    schemas({ Team: { type: 'object', required: null, properties: null } }),
    '/components/schemas/Team',
    'it has no members; expected an object with properties',
  ],
  [
    'parts of a group that contradict each other',
    schemas({ Team: { allOf: [{ type: 'object', additionalProperties: false }] } }),
    '/components/schemas/Team/allOf',
    'its parts cannot be read as one object',
  ],
]

describe('a contract is refused with', () => {
  refuses('openapi.json', documents)

  test('an answer that is null', () => {
    // A merge patch cannot say null.
    const folder = changed(place, 'openapi.json', update({ responses: { '200': [] } }))
    expect(() => describeContract(folder)).toThrow(
      `${onPath}/patch/responses/200: it is []; expected an object`,
    )
  })
})

test('an answer that stands elsewhere is that of the update', () => {
  const ok = { $ref: '#/components/responses/Ok' }
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/ChangedAnswer' } } }
  const updated = [{ status: '200' }]
  const change = {
    paths: {
      [path]: { patch: { responses: { '200': { content: null, ...ok } }, 'x-outcomes': { updated } } },
    },
    components: { responses: { Ok: { description: 'The team.', content } } },
  }
  expect(readContractFolder(changed(place, 'openapi.json', change)).reports).toBe(true)
})

test('what only describes a payload is read past', async () => {
  const notes = {
    deprecated: true,
    externalDocs: {},
    'x-order': 1,
    example: 'T',
    examples: ['T'],
    writeOnly: true,
  }
  const folder = changed(place, 'openapi.json', schemas({ TeamChange: { properties: { title: notes } } }))
  expect(describeContract(folder)).toContain('judges PATCH')
})

test.each([
  [
    'parts',
    {
      allOf: [
        { $ref: '#/components/schemas/Crew' },
        { type: 'object', properties: { about: { type: 'string' }, changed: { type: 'string' } } },
      ],
    },
  ],
  [
    'one part, and members beside it',
    {
      allOf: [{ $ref: '#/components/schemas/Crew' }],
      properties: { about: { type: 'string' }, changed: { type: 'string' } },
    },
  ],
  ['another name', { $ref: '#/components/schemas/Whole' }],
])('a group of %s is read as one object', async (_, group) => {
  const crew = {
    type: 'object',
    required: ['key', 'title'],
    properties: { key: { type: 'string' }, title: { type: 'string' } },
  }
  const whole = {
    allOf: [
      { $ref: '#/components/schemas/Crew' },
      { properties: { about: { type: 'string' }, changed: { type: 'string' } } },
    ],
  }
  // The id is then looked up in the answer's group alone.
  const TeamChange = { properties: { key: null } }
  const Team = { type: null, required: null, properties: null, ...group }
  const folder = changed(place, 'openapi.json', schemas({ TeamChange, Team, Crew: crew, Whole: whole }))
  const mock = await startMock({ contract: folder })
  try {
    const { endpoints } = await runConformance({
      contracts: [folder],
      settings: mock.environment,
      seed: 1,
      only: ['update-status', 'answer-members', 'stored'],
    })
    expect(endpoints).toMatchObject([{ counts: { fail: 0, warn: 0, inconclusive: 0, 'not-tested': 0 } }])
  } finally {
    await mock.close()
  }
})
