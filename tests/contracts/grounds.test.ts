import { expect, test, vi } from 'vitest'
import type { Json } from '../../helpers/contract/types.ts'
import { changedBoth, duty, scratch, told, update } from './refusals.ts'

const place = scratch()

/** What is listed of the third endpoint with changes to its files, and the exit code. */
function listed(openapi: Json, requirements: Json): Promise<{ code: number; said: string }> {
  return told(changedBoth(place, { 'openapi.json': openapi, 'requirements.json': requirements }))
}

const noCredentials: Json = { security: null, components: { securitySchemes: null } }

/** Requirements of what a document does not have, and what is expected of it. */
const groundless: readonly (readonly [id: string, change: Json, expected: string])[] = [
  ['basic-scheme-any-case', {}, 'a securityScheme that is http basic'],
  ['credentials-needed', noCredentials, 'a securityScheme'],
  ['credentials-exact', noCredentials, 'a securityScheme'],
  ['unauthenticated-status', noCredentials, 'a securityScheme'],
  ['requests-stand-alone', noCredentials, 'a securityScheme'],
  ['unknown-group-hidden', noCredentials, 'a securityScheme'],
  ['permission-needed', update({ 'x-outcomes': { forbidden: null } }), 'the outcome forbidden'],
  [
    'method-not-allowed',
    update({ 'x-outcomes': { methodNotAllowed: null } }),
    'the outcome methodNotAllowed',
  ],
  ['success-envelope', {}, 'x-conformance/schemas/envelope'],
  ['refusal-envelope', {}, 'x-conformance/schemas/refusal'],
  ['numbers-kept', {}, 'a member with the role numbers'],
  ['repeated-numbers-kept', {}, 'a member with the role numbers'],
  ['empty-list-kept', {}, 'a member with the role numbers'],
  ['count-of-numbers', {}, 'a member with the role numbers'],
  ['date-unit', {}, 'the member date in x-conformance/dates'],
  ['date-stamped', {}, 'the member date in x-conformance/dates'],
  ['created-kept', {}, 'the member created in x-conformance/dates'],
  ['updated-moves', {}, 'the member updated in x-conformance/dates'],
  ['updated-stamped', {}, 'the member updated in x-conformance/dates'],
  ['updated-not-before-created', {}, 'the member updated in x-conformance/dates'],
  ['date-form', { 'x-conformance': { dates: null } }, 'x-conformance/dates'],
]

test.each(groundless)(
  '%s is refused where a document has nothing that it is about',
  async (id, change, expected) => {
    const { code, said } = await listed(change, { requirements: { [id]: duty } })
    expect(said).toContain(`requirements.json#/requirements/${id}: ${id} has no ground in openapi.json`)
    expect(said).toContain(`expected ${expected}`)
    expect(code).toBe(2)
  },
)

test('a requirement that says why it is not tested is judged by no check', async () => {
  const settings = { TEAMS_BASE_URL: 'http://127.0.0.1:9', TEAMS_API_KEY: 'x' }
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
  const before = await listed({}, {})
  const after = await listed(
    {},
    {
      requirements: { 'text-kept': { level: 'INFERRED', basis: 'inferred', notTested: 'Nobody needs it.' } },
    },
  )
  vi.unstubAllEnvs()
  expect(before.said).toContain('text-accents: ')
  expect(after.said).not.toContain('text-accents: ')
  expect(after.code).toBe(0)
})

test('a method that the document has at the address of the update is not to be refused there', async () => {
  const known = update({
    responses: { '405': { description: 'Not here.' } },
    'x-outcomes': { methodNotAllowed: [{ status: '405' }] },
  })
  const { code, said } = await listed(known, { requirements: { 'method-not-allowed': duty } })
  expect(said).toContain('method-not-allowed has no ground in openapi.json: no check of it applies')
  expect(code).toBe(2)
})
