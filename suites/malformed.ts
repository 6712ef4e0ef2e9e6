import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import type { Contract } from '../helpers/contract/contract.ts'
import type { Outcome } from '../helpers/contract/types.ts'
import type { Answer } from '../helpers/target/answer.ts'
import { describeAnswer } from '../helpers/target/describe.ts'
import { isOfIntermediary } from '../helpers/target/intermediary.ts'
import { manifestationOf } from '../helpers/target/outcome.ts'
import { envelopeCause, envelopeProblem } from '../helpers/target/refusal-envelope.ts'
import { Violation } from '../helpers/verdict/signals.ts'
import { withoutCredentials } from './authentication.ts'
import { withoutPermission } from './authorisation.ts'
import { asText, byGet, formChecks } from './forms.ts'
import { everRefused, plainestAnswers } from './plainest.ts'
import { type Attempt, refusals } from './refusals.ts'
import { pairTaken } from './taken-pairs.ts'

const unreadable: readonly (readonly [
  id: string,
  what: string,
  spoil: (json: string) => string | Uint8Array,
])[] = [
  ['malformed-truncated', 'whose JSON is cut off', (json) => json.slice(0, -1)],
  [
    'malformed-half',
    'whose JSON breaks off in the middle of a text',
    (json) => json.slice(0, json.lastIndexOf('"') - 1),
  ],
  ['malformed-plain-text', 'whose body is plain text', () => 'name=x'],
  ['malformed-xml', 'whose body is XML labelled as JSON', () => '<group><name>x</name></group>'],
]

const unreadableAttempts: Attempt[] = unreadable.map(([id, what, spoil]) => ({
  id,
  what,
  of: 'body-unreadable',
  outcomes: ['malformed'],
  after: ['malformed-truncated'],
  from: (update) => update.withBody(spoil(update.text)),
}))

/** RFC 8259 (section 9) lets a parser accept more than JSON: to refuse these is expected, and nobody's duty. */
const nearlyJson: readonly (readonly [id: string, what: string, spoil: (json: string) => string])[] = [
  ['malformed-trailing-comma', 'JSON with a trailing comma', (json) => `${json.slice(0, -1)},}`],
  ['malformed-trailing-text', 'JSON that is followed by other text', (json) => `${json} and more`],
  ['malformed-single-quotes', 'JSON in single quotes', (json) => json.replaceAll('"', "'")],
]

/** JSON that can be parsed and is no object; an empty body may count as unreadable or as lacking everything. */
const noObject: readonly (readonly [id: string, what: string, body: (json: string) => string])[] = [
  ['malformed-empty', 'with an empty body', () => ''],
  ['malformed-blank', 'whose body is white space', () => '  \r\n'],
  ['malformed-array', 'whose payload is an array', (json) => `[${json}]`],
  ['malformed-string', 'whose body is a JSON string that holds the update', (json) => JSON.stringify(json)],
  ['malformed-number', 'whose payload is a number', () => '42'],
  ['malformed-null', 'whose payload is null', () => 'null'],
]

const noObjectAttempts: Attempt[] = noObject.map(([id, what, body]) => ({
  id,
  what,
  of: 'body-not-object',
  outcomes: ['malformed', 'invalid', 'unprocessable'],
  after: ['malformed-truncated', 'malformed-empty'],
  from: (update) => update.withBody(body(update.text)),
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
  ...refusals(
    { status: 'malformed-status', changesNothing: 'malformed-changes-nothing' },
    'whose body cannot be read',
    'body-unreadable',
    [...unreadableAttempts, ...noObjectAttempts, xmlLabelled],
  ),

  ...nearlyJson.map(([id, what, spoil]) =>
    check(
      id,
      `INFERRED to refuse ${what}`,
      { of: 'nothing-but-json', after: ['malformed-truncated'] },
      async (t) => {
        const update = t.group.update()
        const answer = await t.send(update.withBody(spoil(update.text)).free())
        t.expectRefused(answer, 'malformed')
      },
    ),
  ),

  ...formChecks,

  check(
    'refusal-envelope',
    'MUST wrap each refusal in the envelope with success 0',
    { of: 'refusal-envelope', onlyRefused: true },
    async (t) => expectEnvelopes(t, await refusalsOfEndpoint(t)),
  ),

  check(
    'refusal-body',
    'SHOULD describe a refusal in the documented body',
    { of: 'refusal-body', onlyRefused: true, after: ['required-name-missing', 'required-owner-missing'] },
    async (t) => {
      for (const role of ['name', 'owner'] as const) {
        // The question of the check of the member that is missing.
        const make = () => t.group.update().without(role).refusedBy('invalid')
        const answer = await t.sendOnce(`required-${role}-missing`, make, false)
        t.expectRefused(answer, 'invalid')
        // No document says that a refusal must have a body; one that it has is judged.
        if (answer.body.length === 0) continue
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
    { of: 'refusal-body', groups: 2, after: ['conflict-pair-taken'] },
    async (t) => {
      const { answer } = await pairTaken(t)
      const schema = bodySchema(t.contract, 'conflict', answer.status)
      if (schema && answer.body.length > 0) t.expectSchema(schema, answer.json, answer)
      else t.note(`${answer.status} has no documented body`)
    },
  ),
])

/** An answer of each kind of refusal, as far as it is the endpoint's own. */
async function refusalsOfEndpoint(t: CheckContext): Promise<Answer[]> {
  const { group, contract } = t
  const { unsupportedMediaType, methodNotAllowed } = contract.outcomes
  const ofCaller = [withoutCredentials(t)]
  if (t.meets('unprivileged')) ofCaller.push(withoutPermission(t))
  const ofContent = [t.send(group.update().without('id').refusedBy('invalid'))]
  if (unsupportedMediaType) ofContent.push(asText(t))
  // All are waited for together: one that fails while another is waited for would fail for nobody.
  const [callers, ...asked] = await Promise.all([
    Promise.all(ofCaller),
    Promise.all(ofContent),
    plainestAnswers(t, 'usual', everRefused),
  ])
  const contents = asked.flat()
  const got = methodNotAllowed && (await byGet(t))
  // A method that is not routed at all ends at no address, and what is there has no envelope in the vendor's table.
  if (got && !manifestationOf(contract, got, 'wrongAddress')) contents.push(got)
  // Nobody but a gateway refuses whoever sends these.
  return [...callers, ...contents.filter(({ status }) => !isOfIntermediary(status))]
}

/** Every refusal that breaks it is told at once. A page at a wrong address has no envelope in the vendor's table. */
function expectEnvelopes(t: CheckContext, answers: readonly Answer[]): void {
  const broken = answers.filter((answer) => t.isRefusal(answer) && envelopeProblem(t.contract, answer))
  const [first] = broken
  if (!first) return
  throw new Violation(
    'Refusal as documented in each refusal',
    broken.map(describeAnswer).join('; '),
    first,
    envelopeCause(t.contract, envelopeProblem(t.contract, first) ?? ''),
  )
}

function bodySchema(contract: Contract, outcome: Outcome, status: number): string | undefined {
  return contract.outcomes[outcome]?.find((lawful) => lawful.status === String(status))?.body
}

function namesField(body: unknown, field: string | undefined): boolean {
  const errors = typeof body === 'object' && body !== null && 'errors' in body ? body.errors : []
  return Array.isArray(errors) && errors.some((error) => error?.field === field)
}
