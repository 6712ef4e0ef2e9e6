import { expect, test } from 'vitest'
import { valueAt } from '../../helpers/contract/json-value.ts'
import { withoutAllOf } from '../../helpers/contract/outside/all-of.ts'
import type { Json } from '../../helpers/contract/types.ts'

const text = { type: 'string' }
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })

/** What becomes of a schema beside two others, one of which holds the other. */
function read(schema: Json): Json | undefined {
  const Base = { type: 'object', required: ['id'], properties: { id: { ...text, description: 'its id' } } }
  const Named = { allOf: [ref('Base'), { required: ['name'], properties: { name: text } }] }
  const schemas = { Base, Named, It: schema }
  return valueAt(withoutAllOf({ components: { schemas } }), '/components/schemas/It')
}

test('parts of parts are one object, each of them once', () => {
  expect(read({ description: 'it', allOf: [ref('Base'), ref('Named')] })).toEqual({
    description: 'it',
    type: 'object',
    required: ['id', 'name'],
    properties: { id: { ...text, description: 'its id' }, name: text },
  })
})

test('what two parts say of one member is one schema, or stays in parts where it contradicts', () => {
  const longer = { properties: { id: { maxLength: 9 } } }
  expect(valueAt(read({ allOf: [ref('Base'), longer] }), '/properties/id')).toEqual({
    ...text,
    description: 'its id',
    maxLength: 9,
  })
  const number = { properties: { id: { type: 'integer' } } }
  expect(valueAt(read({ allOf: [ref('Base'), number] }), '/properties/id/allOf/1')).toEqual({
    type: 'integer',
  })
})

test('an object that holds itself comes to an end', () => {
  const found = read({
    allOf: [ref('Base'), { properties: { above: { allOf: [ref('It')], description: 'x' } } }],
  })
  expect(valueAt(found, '/properties/above/properties/above')).toEqual({
    allOf: [ref('It')],
    description: 'x',
  })
})

test.each([
  ['forbids further members', { allOf: [ref('Base'), { additionalProperties: false }] }],
  ['says two things in one word', { allOf: [ref('Base'), { type: 'array' }] }],
  ['is part of itself', { allOf: [ref('It'), ref('Base')] }],
])('what %s stays in parts', (_, schema) => {
  expect(read(schema)).toEqual(schema)
})
