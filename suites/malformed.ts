import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import type { Contract } from '../helpers/contract/contract.ts'
import type { Outcome } from '../helpers/contract/types.ts'
import type { Answer } from '../helpers/target/answer.ts'
import { describeAnswer } from '../helpers/target/describe.ts'
import { isOfIntermediary } from '../helpers/target/intermediary.ts'
import { manifestationOf } from '../helpers/target/outcome.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { Violation } from '../helpers/verdict/signals.ts'
import { withoutCredentials } from './authentication.ts'
import { unpermitted, withoutPermission } from './authorisation.ts'
import { pairTaken } from './conflict.ts'
import { everRefused, plainestAnswers } from './plainest.ts'
import { type Attempt, refusals } from './refusals.ts'

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
  ['malformed-array', 'whose payload is an array', (json) => `[${json}]`],
  ['malformed-string', 'whose payload is a string', (json) => JSON.stringify(json)],
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

  check(
    'media-type-text',
    'SHOULD refuse JSON labelled as plain text by its content type',
    { of: 'media-type-not-json' },
    async (t) => {
      t.expectOutcome(await asText(t), 'unsupportedMediaType')
    },
  ),

  check(
    'media-type-changes-nothing',
    'MUST leave the group as it was when it refuses JSON labelled as plain text',
    { of: 'refusal-changes-nothing', needs: ['read-back'], after: ['other-group-kept'] },
    async (t) => {
      const before = await t.updated(t.group)
      const answer = await t.send(labelledAsText(t))
      if (t.isAccepted(answer)) return t.note('not refused')
      await t.expectUnchanged(t.group, before)
    },
  ),

  check(
    'method-get',
    'MUST refuse the method GET as not allowed',
    { of: 'method-not-allowed', onlyRefused: true },
    async (t) => {
      t.expectOutcome(await byGet(t), 'methodNotAllowed')
    },
  ),

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

/** JSON labelled as plain text: refused where the documents know that, and free elsewhere. */
function labelledAsText(t: CheckContext): UpdateRequest {
  const request = t.group.update().withHeader('Content-Type', 'text/plain')
  return request.free()
}

/** Whether it is refused, and in which form, is asked once. */
function asText(t: CheckContext): Promise<Answer> {
  return t.sendOnce('labelled as text', () => labelledAsText(t), false)
}

function byGet(t: CheckContext): Promise<Answer> {
  const make = () => t.group.update().withMethod('GET').refusedBy('methodNotAllowed')
  return t.sendOnce('method GET', make, false)
}

/** An answer of each kind of refusal, as far as it is the endpoint's own. */
async function refusalsOfEndpoint(t: CheckContext): Promise<Answer[]> {
  const { group, contract } = t
  const { unsupportedMediaType, methodNotAllowed } = contract.outcomes
  const unnamed = group.update().withoutCredentials().refusedBy('unauthenticated')
  const ofCaller = [confirmed(t, withoutCredentials(t), unnamed)]
  if (t.meets('unprivileged'))
    ofCaller.push(confirmed(t, withoutPermission(t), unpermitted(group.update(), t)))
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

/** A gateway may refuse whoever sends, in its own form: such an answer is asked for again before it counts. */
async function confirmed(t: CheckContext, asked: Promise<Answer>, request: UpdateRequest): Promise<Answer> {
  const answer = await asked
  return isOfIntermediary(answer.status) && whyNoEnvelope(t, answer) ? t.send(request) : answer
}

/** What is wrong with an answer as an envelope; undefined for a right one. */
function whyNoEnvelope(t: CheckContext, answer: Answer): string | undefined {
  return t.contract.validate('Refusal', answer.json ?? null)[0]
}

/** Every refusal that breaks it is told at once. A page at a wrong address has no envelope in the vendor's table. */
function expectEnvelopes(t: CheckContext, answers: readonly Answer[]): void {
  const broken = answers.filter((answer) => t.isRefusal(answer) && whyNoEnvelope(t, answer))
  const [first] = broken
  if (!first) return
  throw new Violation(
    'Refusal as documented in each refusal',
    broken.map(describeAnswer).join('; '),
    first,
    `Refusal: ${whyNoEnvelope(t, first)}`,
  )
}

function bodySchema(contract: Contract, outcome: Outcome, status: number): string | undefined {
  return contract.outcomes[outcome]?.find((lawful) => lawful.status === String(status))?.body
}

function namesField(body: unknown, field: string | undefined): boolean {
  const errors = typeof body === 'object' && body !== null && 'errors' in body ? body.errors : []
  return Array.isArray(errors) && errors.some((error) => error?.field === field)
}
