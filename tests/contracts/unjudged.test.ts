import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { isObject } from '../../helpers/contract/json-value.ts'
import { mergePatch } from '../../helpers/contract/outside/merge-patch.ts'
import { unjudgedParts } from '../../helpers/contract/outside/unjudged.ts'
import type { Json } from '../../helpers/contract/types.ts'

const teams = fileURLToPath(new URL('../third-endpoint/teams/openapi.json', import.meta.url))
const document: Json = JSON.parse(readFileSync(teams, 'utf8'))

/** What nobody judges of the third endpoint's document with a change to it. */
function unjudged(change: Json): string[] {
  const changed = mergePatch(document, change)
  if (!isObject(changed)) throw new Error('no document')
  return unjudgedParts(changed)
}

test('the document of the third endpoint says nothing of its update that nobody judges', () => {
  expect(unjudged({})).toEqual([])
})

test('what no check looks at is told, each in a few words', () => {
  const patch = {
    parameters: [
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'notify', in: 'query' },
      { name: 'If-Match', in: 'header' },
      { name: 'Accept', in: 'header' },
      { name: 'realm', in: 'header', 'x-setting': 'REALM' },
    ],
    requestBody: { content: { 'application/xml': {} } },
    responses: {
      '200': { content: { 'text/csv': {} }, headers: { ETag: {}, 'Content-Type': {} } },
      '412': { description: 'It has changed since.' },
      default: { description: 'Something else.' },
    },
  }
  expect(
    unjudged({
      paths: { '/rota/v2/teams/{id}': { patch } },
      components: { schemas: { TeamChange: { properties: { colour: { type: 'string' } } } } },
    }),
  ).toEqual([
    'the member colour of a request, which has no role',
    'the parameter notify (query)',
    'the parameter If-Match (header)',
    'a request in application/xml',
    'an answer with 200 in text/csv',
    'the header ETag of an answer with 200',
    'an answer with 412, which no outcome is about',
    'an answer with default, which no outcome is about',
  ])
})
