import { behaviour, check } from '../helpers/checks/check.ts'
import type { Contract } from '../helpers/contract/contract.ts'
import type { Outcome } from '../helpers/contract/types.ts'
import { type Attempt, refusals, wasNotRefused } from './refusals.ts'

const unreadable: readonly (readonly [
  id: string,
  what: string,
  spoil: (json: string) => string | Uint8Array,
])[] = [
  ['truncated', 'whose JSON is cut off', (json) => json.slice(0, -1)],
  ['half', 'whose JSON breaks off in the middle of a text', (json) => json.slice(0, json.length / 2)],
  ['plain-text', 'whose body is plain text', () => 'name=x'],
  ['xml', 'whose body is XML labelled as JSON', () => '<group><name>x</name></group>'],
]

const unreadableAttempts: Attempt[] = unreadable.map(([id, what, spoil]) => ({
  id: `malformed-${id}`,
  what,
  of: 'body-unreadable',
  outcomes: ['malformed'],
  after: id === 'truncated' ? [] : ['malformed-truncated'],
  from: (update) => update.withBody(spoil(JSON.stringify(update.payload))),
}))

/** RFC 8259 (section 9) lets a parser accept more than JSON: to refuse these is expected, and nobody's duty. */
const nearlyJson: readonly (readonly [id: string, what: string, spoil: (json: string) => string])[] = [
  ['trailing-comma', 'JSON with a trailing comma', (json) => `${json.slice(0, -1)},}`],
  ['trailing-text', 'JSON that is followed by other text', (json) => `${json} and more`],
  ['single-quotes', 'JSON in single quotes', (json) => json.replaceAll('"', "'")],
]

/** JSON that can be parsed and is no object; an empty body may count as unreadable or as lacking everything. */
const noObject: readonly (readonly [id: string, what: string, body: (json: string) => string])[] = [
  ['empty', 'with an empty body', () => ''],
  ['array', 'whose payload is an array', (json) => `[${json}]`],
  ['string', 'whose payload is a string', (json) => JSON.stringify(json)],
  ['number', 'whose payload is a number', () => '42'],
  ['null', 'whose payload is null', () => 'null'],
]

const noObjectAttempts: Attempt[] = noObject.map(([id, what, body]) => ({
  id: `malformed-${id}`,
  what,
  of: 'body-not-object',
  outcomes: ['malformed', 'invalid', 'unprocessable'],
  after: ['malformed-truncated', ...(id === 'empty' ? [] : ['malformed-empty'])],
  from: (update) => update.withBody(body(JSON.stringify(update.payload))),
}))

const xmlLabelled: Attempt = {
  id: 'media-type-xml',
  what: 'in XML',
  of: 'media-type-refused',
  outcomes: ['unsupportedMediaType', 'malformed', 'invalid'],
  from: (update) =>
    update
      .withHeader('Content-Type', 'application/xml')
      .withBody('<?xml version="1.0"?><group><name>x</name></group>'),
}

/** Bodies that cannot be read, and requests of a wrong kind. */
export const malformed = behaviour('malformed', [
  ...refusals('malformed', 'body-unreadable', [...unreadableAttempts, ...noObjectAttempts, xmlLabelled]),

  ...nearlyJson.map(([id, what, spoil]) =>
    check(`malformed-${id}`, `INFERRED to refuse ${what}`, { of: 'nothing-but-json' }, async (t) => {
      const update = t.group.update()
      const answer = await t.send(update.withBody(spoil(JSON.stringify(update.payload))))
      // Refused in an undocumented way, or accepted like every body, it is the finding of other checks.
      if (t.isAccepted(answer) && !(await wasNotRefused(t, unreadableAttempts, 'malformed-truncated')))
        t.expectRefused(answer, 'malformed')
    }),
  ),

  check(
    'media-type-text',
    'SHOULD refuse JSON labelled as plain text by its content type',
    { of: 'media-type-not-json' },
    async (t) => {
      t.expectOutcome(
        await t.send(t.group.update().withHeader('Content-Type', 'text/plain')),
        'unsupportedMediaType',
      )
    },
  ),

  check(
    'media-type-changes-nothing',
    'MUST leave the group as it was when it refuses JSON labelled as plain text',
    { of: 'refusal-changes-nothing', needs: ['read-back'] },
    async (t) => {
      const before = await t.stored(t.group)
      const answer = await t.send(t.group.update().withHeader('Content-Type', 'text/plain'))
      if (t.isRefusal(answer)) t.expectUnchanged(before, await t.stored(t.group))
    },
  ),

  check(
    'method-get',
    'MUST refuse the method GET as not allowed',
    { of: 'method-not-allowed', onlyRefused: true },
    async (t) => {
      t.expectOutcome(await t.send(t.group.update().withMethod('GET')), 'methodNotAllowed')
    },
  ),

  check(
    'refusal-envelope',
    'MUST wrap each refusal in the envelope with success 0',
    { of: 'refusal-envelope', onlyRefused: true },
    async (t) => {
      const { group, contract } = t
      const refused = await Promise.all([
        t.send(group.update().withoutCredentials()),
        t.send(group.update().withBody('{')),
        t.send(group.update().without('id')),
        t.send(group.update().to(t.unknownId())),
        ...(t.meets('unprivileged') ? [t.send(group.update().withCredentials(t.target.unprivileged))] : []),
        ...(contract.outcomes.unsupportedMediaType
          ? [t.send(group.update().withHeader('Content-Type', 'text/plain'))]
          : []),
        ...(contract.outcomes.methodNotAllowed ? [t.send(group.update().withMethod('GET'))] : []),
      ])
      for (const answer of refused) {
        // Whether it is refused at all is the duty of other checks.
        if (t.isRefusal(answer)) t.expectSchema('Refusal', answer.json, answer)
      }
    },
  ),

  check(
    'refusal-body',
    'SHOULD describe a refusal in the documented body',
    { of: 'refusal-body', onlyRefused: true },
    async (t) => {
      for (const role of ['name', 'owner'] as const) {
        // The question of the check of the member that is missing.
        const make = () => t.group.update().without(role)
        const { answer } = await t.sendOnce(`required-${role}-missing`, make, false)
        // No document says that a refusal must have a body; one that it has is judged.
        if (!t.isRefusal(answer) || answer.body.length === 0) continue
        const schema = bodySchema(t.contract, 'invalid', answer.status)
        if (schema) t.expectSchema(schema, answer.json, answer)
        const member = t.contract.members[role]
        t.expect(
          !schema || namesField(answer.json, member),
          `an error of the field ${member}`,
          JSON.stringify(answer.json),
          answer,
        )
      }
    },
  ),

  check(
    'refusal-body-conflict',
    'SHOULD describe a conflict in the documented body, where it is answered as failed processing',
    { of: 'refusal-body', groups: 2 },
    async (t) => {
      const taken = t.group.update()
      await t.send(taken)
      const { owner = '', name = '' } = taken.values
      const answer = await t.send(t.otherGroup.update({ owner, name }))
      const schema = bodySchema(t.contract, 'conflict', answer.status)
      if (schema && answer.body.length > 0) t.expectSchema(schema, answer.json, answer)
      else t.note(`${answer.status} has no documented body`)
    },
  ),
])

function bodySchema(contract: Contract, outcome: Outcome, status: number): string | undefined {
  return contract.outcomes[outcome]?.find((lawful) => lawful.status === String(status))?.body
}

function namesField(body: unknown, field: string | undefined): boolean {
  const errors = typeof body === 'object' && body !== null && 'errors' in body ? body.errors : []
  return Array.isArray(errors) && errors.some((error) => error?.field === field)
}
