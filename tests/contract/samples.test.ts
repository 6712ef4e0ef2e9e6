import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { loadContract } from '../../helpers/contract/contract.ts'
import type { Json, JsonObject, Outcome } from '../../helpers/contract/types.ts'
import {
  at,
  ContractData,
  isObject,
  list,
  object,
  objectsIn,
  readJson,
  string,
  withAt,
  without,
} from './contract-data.ts'

const sqs = new ContractData('sqs')
const autodialer = new ContractData('autodialer')
const contracts = [sqs, autodialer]

type Path = readonly string[]

/** Copies of a valid value that must not be valid: each path left out, and each put to the wrong type. */
function broken(value: JsonObject, paths: readonly Path[], wrong: Json): [string, JsonObject][] {
  return paths.flatMap((path): [string, JsonObject][] => [
    [`without ${path.join('.')}`, without(value, ...path)],
    [`with ${JSON.stringify(wrong)} as ${path.join('.')}`, withAt(value, path, wrong)],
  ])
}

describe('SQS samples', () => {
  const answer = sqs.answerSample

  test('the documented request is valid', () => {
    expect(sqs.problems('GroupUpdate', sqs.requestSample)).toEqual([])
  })

  test.each(broken(sqs.requestSample, [['id'], ['ownerId'], ['name']], 7))(
    'a request %s is not',
    (_, copy) => {
      expect(sqs.accepts('GroupUpdate', copy)).toBe(false)
    },
  )

  test('the documented answer is valid, with members more too', () => {
    expect(sqs.problems('Group', answer)).toEqual([])
    expect(sqs.problems('Group', { ...answer, members: [] })).toEqual([])
  })

  test('the documented answer reports what the documented request sends', () => {
    expect(answer).toMatchObject(sqs.requestSample)
  })

  const members = ['created', 'updated', 'id', 'ownerId', 'name']
  test.each(
    broken(
      answer,
      members.map((member) => [member]),
      1579527781000,
    ),
  )('an answer %s is not', (_, copy) => {
    expect(sqs.accepts('Group', copy)).toBe(false)
  })

  test.each([
    string(answer.created),
    string(answer.updated),
    '2019-02-01 09:59:32',
    '2019-02-01 09:59:32.5',
    '2019-02-01 09:59:32+0330',
    '2020-01-20T13:43:01Z',
    '2020-01-20T13:43:01+03:30',
    '2020-01-20T13:43:01.123456-08',
  ])('%s is a date', (date) => {
    expect(sqs.problems('Timestamp', date)).toEqual([])
  })

  test.each([
    '',
    '2020-01-20',
    '1579527781000',
    '20 Jan 2020 13:43:01',
    '2020-13-20T13:43:01.000+0000',
    '2020-01-20T25:43:01.000+0000',
    '2020-01-20T13:43:01.000+0000\n',
    1579527781000,
    null,
  ])('%j is none', (date) => {
    expect(sqs.accepts('Timestamp', date)).toBe(false)
  })

  const invalid: JsonObject = { errors: [{ field: 'name', description: 'name is mandatory' }] }

  test('the documented refusals are valid', () => {
    expect(sqs.problems('ValidationErrors', invalid)).toEqual([])
    expect(sqs.problems('ProcessingError', { message: 'No', errorCode: 1 })).toEqual([])
    expect(sqs.problems('ProcessingError', { message: 'No', errorCode: 99 })).toEqual([])
  })

  test.each<Json>([
    {},
    { errors: [] },
    { errors: {} },
    { errors: [{ field: 'name' }] },
    { errors: [{ field: 1, description: 'x' }] },
  ])('%j is no list of errors', (body) => {
    expect(sqs.accepts('ValidationErrors', body)).toBe(false)
  })

  test.each<Json>([
    {},
    { message: 'No' },
    { errorCode: 1 },
    { message: 'No', errorCode: '1' },
    { message: 'No', errorCode: 1.5 },
  ])('%j is no processing error', (body) => {
    expect(sqs.accepts('ProcessingError', body)).toBe(false)
  })

  test.each([
    ['ErrorCodeUnknownGroup', 5],
    ['ErrorCodePairTaken', 2],
  ])('%s is marked by %i, or by no code at all', (mark, code) => {
    expect(sqs.accepts(mark, { message: 'No', errorCode: code })).toBe(true)
    expect(sqs.accepts(mark, { message: 'No' })).toBe(true)
    expect(sqs.accepts(mark, { message: 'No', errorCode: 1 })).toBe(false)
    expect(sqs.accepts(mark, { message: 'No', errorCode: String(code) })).toBe(false)
    expect(sqs.accepts(mark, [])).toBe(false)
  })
})

test('the tenant of an SQS request is a setting', () => {
  expect(loadContract('sqs').settingHeaders).toEqual([{ header: 'tenant', setting: 'TENANT' }])
  expect(loadContract('autodialer').settingHeaders).toEqual([])
})

test('an Autodialer account is known by user name and password, by a key, or by both', () => {
  expect(autodialer.document.security).toEqual([{ basic: [], apiKey: [] }, { basic: [] }, { apiKey: [] }])
  expect(loadContract('autodialer')).toMatchObject({ basic: true, apiKey: { header: 'X-APIKEY' } })
  expect(loadContract('sqs')).toMatchObject({ basic: true, apiKey: undefined })
})

describe('Autodialer samples', () => {
  const answer = autodialer.answerSample
  const group = object(answer.data)

  test('the documented request is valid, and so is one with the id alone', () => {
    expect(autodialer.problems('GroupUpdate', autodialer.requestSample)).toEqual([])
    expect(autodialer.problems('GroupUpdate', { _id: string(autodialer.requestSample._id) })).toEqual([])
  })

  test.each<[string, JsonObject]>([
    ['without _id', without(autodialer.requestSample, '_id')],
    ['with a number as _id', withAt(autodialer.requestSample, ['_id'], 6)],
    ['with null as _id', withAt(autodialer.requestSample, ['_id'], null)],
    ['with a number as name', withAt(autodialer.requestSample, ['name'], 6)],
    ['with a string as numbers', withAt(autodialer.requestSample, ['numbers'], '1111')],
    ['with numbers in numbers', withAt(autodialer.requestSample, ['numbers'], [1111])],
    ['with a list as description', withAt(autodialer.requestSample, ['description'], [])],
  ])('a request %s is not', (_, copy) => {
    expect(autodialer.accepts('GroupUpdate', copy)).toBe(false)
  })

  test('the documented answer is valid as a whole and in its parts', () => {
    expect(autodialer.problems('Executed', answer)).toEqual([])
    expect(autodialer.problems('UpdatedAnswer', answer)).toEqual([])
    expect(autodialer.problems('Envelope', answer)).toEqual([])
    expect(autodialer.problems('UpdatedGroup', group)).toEqual([])
    expect(autodialer.problems('ExtendedJsonDate', group.date)).toEqual([])
  })

  test('members more are tolerated', () => {
    const more = { ...answer, old: {}, data: { ...group, _id: '6033876dc92de036d1390923' } }
    expect(autodialer.problems('UpdatedAnswer', more)).toEqual([])
  })

  const envelope: Path[] = [['success'], ['message'], ['data']]
  test.each(broken(answer, envelope, true))('an answer %s is not', (_, copy) => {
    expect(autodialer.accepts('UpdatedAnswer', copy)).toBe(false)
    expect(autodialer.accepts('Envelope', copy)).toBe(false)
  })

  const members: Path[] = [['name'], ['numbers'], ['description'], ['count']]
  test.each(broken(group, members, {}))('a group %s is not', (_, copy) => {
    expect(autodialer.accepts('UpdatedGroup', copy)).toBe(false)
    expect(autodialer.accepts('UpdatedAnswer', { ...answer, data: copy })).toBe(false)
  })

  test('a group of which the numbers are numbers, or the count is none, is not valid', () => {
    expect(autodialer.accepts('UpdatedGroup', { ...group, numbers: [1111] })).toBe(false)
    expect(autodialer.accepts('UpdatedGroup', { ...group, count: '3' })).toBe(false)
    expect(autodialer.accepts('UpdatedGroup', { ...group, count: -1 })).toBe(false)
    expect(autodialer.accepts('UpdatedGroup', { ...group, count: 1.5 })).toBe(false)
  })

  test.each<Json>([
    '2023-12-21T14:36:15Z',
    1703169375062,
    {},
    { $date: 1703169375062 },
    { $date: {} },
    { $date: { $numberLong: 1703169375062 } },
    { $date: { $numberLong: '1703169375.062' } },
  ])('a date %j fails as a date, not as a group', (date) => {
    expect(autodialer.accepts('ExtendedJsonDate', date)).toBe(false)
    expect(autodialer.accepts('UpdatedGroup', { ...group, date })).toBe(true)
    expect(autodialer.accepts('UpdatedAnswer', { ...answer, data: { ...group, date } })).toBe(false)
  })

  test('a group without a date is not valid, a date before 1970 is', () => {
    expect(autodialer.accepts('UpdatedGroup', without(group, 'date'))).toBe(false)
    expect(autodialer.accepts('ExtendedJsonDate', { $date: { $numberLong: '-1' } })).toBe(true)
  })

  test.each<JsonObject>([
    { success: 0, message: 'failed' },
    { success: 0, message: 'failed', data: null },
    { success: 0, message: 'failed', data: '' },
    { success: 0, message: 'failed', data: {} },
    { success: 0, message: 'failed', data: { name: 'x' } },
  ])('%j is a refusal', (body) => {
    expect(autodialer.problems('Refusal', body)).toEqual([])
    expect(autodialer.accepts('Refused', body)).toBe(true)
    expect(autodialer.accepts('Executed', body)).toBe(false)
  })

  test.each<JsonObject>([
    { success: 0 },
    { success: false, message: 'failed' },
    { success: '0', message: 'failed' },
    { success: 0, message: null },
  ])('%j is one in a wrong form', (body) => {
    expect(autodialer.accepts('Refused', body)).toBe(true)
    expect(autodialer.accepts('Refusal', body)).toBe(false)
  })

  test.each<Json>([1, true, '1'])('success %j reads as carried out', (success) => {
    expect(autodialer.accepts('Executed', { success })).toBe(true)
    expect(autodialer.accepts('Refused', { success })).toBe(false)
  })

  test.each<[Json]>([[{}], [[]], [null], ['ok'], [{ success: 2 }], [{ success: null }]])(
    '%j reads as neither',
    (body) => {
      expect(autodialer.accepts('Executed', body)).toBe(false)
      expect(autodialer.accepts('Refused', body)).toBe(false)
    },
  )
})

/** Names of component schemas that something in the document refers to. */
function namesInUse(contract: ContractData): Set<string> {
  const { schemas, dates } = contract.conformance
  const names = [...Object.values(object(schemas)), at(object(dates), 'schema')].map(string)
  for (const inner of objectsIn(contract.document)) {
    const reference = inner.$ref
    if (typeof reference === 'string') names.push(reference.split('/').at(-1) ?? '')
  }
  for (const { mark, body } of manifestations(contract)) names.push(...[mark, body].filter(isString))
  return new Set(names)
}

function isString(value: Json | undefined): value is string {
  return typeof value === 'string'
}

/** Every lawful manifestation of every outcome. */
function manifestations(contract: ContractData): JsonObject[] {
  return Object.values(object(contract.update['x-outcomes'])).flatMap((lawful) => list(lawful).map(object))
}

const outcomes: Outcome[] = [
  'updated',
  'malformed',
  'unauthenticated',
  'forbidden',
  'notFound',
  'methodNotAllowed',
  'conflict',
  'invalid',
  'unsupportedMediaType',
  'unprocessable',
  'overloaded',
  'notImplemented',
  'wrongAddress',
]

describe.each(contracts.map((contract) => [contract.endpoint, contract] as const))(
  'contract of %s',
  (_, contract) => {
    test('the outcomes are known ones, each with at least one manifestation', () => {
      for (const [outcome, lawful] of Object.entries(object(contract.update['x-outcomes']))) {
        expect(outcomes).toContain(outcome)
        expect(list(lawful)).not.toHaveLength(0)
      }
    })

    test('each manifestation has a documented status and names schemas that exist', () => {
      const statuses = Object.keys(object(contract.update.responses))
      for (const { status, mark, body, ...rest } of manifestations(contract)) {
        expect(statuses).toContain(status)
        expect(rest).toEqual({})
        for (const name of [mark, body]) if (name !== undefined) expect(contract.schemaNames).toContain(name)
      }
    })

    test('no component schema is there for nothing', () => {
      expect(contract.schemaNames.filter((name) => !namesInUse(contract).has(name))).toEqual([])
    })

    test('what the suite looks up by name exists', () => {
      const { schemas, dates, members, siblings } = contract.conformance
      const names = [...Object.values(object(schemas)), at(object(dates), 'schema')]
      for (const name of names) expect(contract.schemaNames).toContain(name)
      const request = at(contract.document, 'components', 'schemas', string(at(object(schemas), 'request')))
      expect(Object.values(object(members)).sort()).toEqual(
        Object.keys(object(at(request, 'properties'))).sort(),
      )
      const group = at(contract.document, 'components', 'schemas', string(at(object(schemas), 'group')))
      for (const member of list(at(object(dates), 'members')))
        expect(list(at(group, 'required'))).toContain(member)
      for (const sibling of Object.values(object(siblings)))
        expect(contract.operation(string(at(sibling, 'operation')))).toBeDefined()
    })

    test('the placeholders of sibling operations are roles of the group, or the mark of the run', () => {
      const known = ['marker', ...Object.keys(object(contract.conformance.members))]
      const text = JSON.stringify(contract.conformance.siblings)
      for (const [, name] of text.matchAll(/\{(\w+)\}/g)) expect(known).toContain(name)
    })

    test('the suite can load it', () => {
      const loaded = loadContract(contract.endpoint)
      expect(loaded.required.map((role) => loaded.members[role])).toEqual(
        list(at(contract.document, 'components', 'schemas', 'GroupUpdate', 'required')),
      )
      expect(Object.keys(loaded.siblings)).toEqual(Object.keys(object(contract.conformance.siblings)))
      expect(loaded.validate(loaded.schemas.request, contract.requestSample)).toEqual([])
    })

    const requirements = object(at(readJson(`${contract.endpoint}/requirements.json`), 'requirements'))

    test('the requirements have the published shape', () => {
      expect(shapeProblems({ requirements })).toEqual([])
    })

    test('every MUST is tested', () => {
      const excused = Object.entries(requirements).filter(([, requirement]) => {
        const { level, notTested } = object(requirement)
        return level === 'MUST' && notTested !== undefined
      })
      expect(excused).toEqual([])
    })

    test('an untested duty that another covers names one that is tested', () => {
      for (const requirement of Object.values(requirements).map(object)) {
        const covering = /^Covered by ([a-z-]+)/.exec(
          isString(requirement.notTested) ? requirement.notTested : '',
        )
        if (covering) expect(object(requirements[covering[1] ?? '']).notTested).toBeUndefined()
      }
    })

    test('the shape refuses a requirement that is broken', () => {
      const [id = '', first] = Object.entries(requirements)[0] ?? []
      const sound = object(first)
      const copies: JsonObject[] = [
        ...['level', 'basis', 'duty', 'source'].map((member) => without(sound, member)),
        without(sound, 'source', 'section'),
        { ...sound, level: 'MAY' },
        { ...sound, basis: 'rumour' },
        { ...sound, basis: 'inferred' },
        { ...sound, duty: 'Servers should' },
        { ...sound, notTested: 'Too hard.' },
        { ...sound, level: 'SHOULD', notTested: '' },
        { ...sound, checks: [] },
      ]
      for (const copy of copies)
        expect(shapeProblems({ requirements: { [id]: copy } }), JSON.stringify(copy)).not.toEqual([])
      expect(shapeProblems({ requirements: { 'Not Kebab': sound } })).not.toEqual([])
      expect(shapeProblems({ requirements: {} })).not.toEqual([])
    })
  },
)

const shape = new Ajv2020({ allErrors: true }).compile(object(readJson('requirements.schema.json')))

function shapeProblems(value: Json): string[] {
  if (shape(value)) return []
  return (shape.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? error.keyword}`)
}

test('a requirement of both endpoints has one level', () => {
  const [first, second] = contracts.map(({ endpoint }) =>
    object(at(readJson(`${endpoint}/requirements.json`), 'requirements')),
  )
  const shared = Object.entries(object(first)).filter(([id]) => isObject(object(second)[id]))
  expect(shared).not.toHaveLength(0)
  for (const [id, requirement] of shared)
    expect(`${id} ${string(at(object(second), id, 'level'))}`).toBe(
      `${id} ${string(at(requirement, 'level'))}`,
    )
})
