import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { forAll } from '../helpers/checks/for-all.ts'
import { isObject } from '../helpers/contract/json-value.ts'
import { rolesOf } from '../helpers/contract/roles.ts'
import type { JsonObject } from '../helpers/contract/types.ts'
import type { Group } from '../helpers/fixtures/group.ts'
import { rawBodies, written } from '../helpers/payloads/raw-bodies.ts'
import { anyTexts, keptTexts } from '../helpers/payloads/text-families.ts'
import { fitted, validPayloads } from '../helpers/payloads/valid-payloads.ts'
import { violating } from '../helpers/payloads/violations.ts'
import { plainestRefusals } from './plainest.ts'
import { kept, served } from './precedence.ts'
import { requiredChecks } from './required.ts'
import { textChecks } from './text.ts'

/** What hand-picked cases do not think of: payloads drawn from the JSON Schema of the request. */
export const generated = behaviour('generated', [
  check(
    'generated-valid',
    'MUST keep each valid payload as sent, or refuse it',
    {
      of: 'text-kept',
      after: [
        ...[...kept, ...textChecks, 'text-length-65536'],
        ...['id-others', 'numbers-order', 'numbers-single', 'numbers-forms'],
      ],
    },
    async (t) => {
      const group = await apart(t)
      const cases = { drawn: validPayloads(t.contract, keptTexts), isCase: isObject }
      await forAll(t, cases, (payload) => expectKept(t, group, ofGroup(t, group, payload)))
    },
  ),

  check(
    'generated-invalid',
    'MUST refuse each payload that breaks the schema',
    {
      of: 'member-types',
      onlyRefused: true,
      after: [...requiredChecks, 'id-others'],
      appliesTo: ({ required }) => required.length > 0,
    },
    async (t) => {
      const required = t.contract.required.map((role) => t.contract.members[role] ?? role)
      const cases = violating(validPayloads(t.contract, keptTexts), required)
      await forAll(t, cases, async ({ violation, payload }) => {
        const sent = underOwnName(t, ofGroup(t, t.group, payload))
        // Asked again of the shrunk payload: only the schema says that it is invalid, not the one who drew it.
        if (t.contract.validate(t.contract.schemas.request, sent).length === 0) return
        const request = t.group.update().withPayload(sent)
        const answer = await t.send(request.refusedBy('invalid', 'malformed', 'unprocessable'))
        t.expectRefused(answer, 'invalid', `a refusal, as ${violation}`)
      })
    },
  ),

  check(
    'generated-raw',
    'MUST NOT answer 5xx to any body',
    { of: 'no-internal-error', after: [...served, ...plainestRefusals] },
    (t) =>
      forAll(t, rawBodies(validPayloads(t.contract, anyTexts)), async (raw) => {
        const payload = ofGroup(t, t.group, raw.payload)
        const update = t.group.update().with(rolesOf(t.contract, payload))
        const body = written(raw, update.textOf(payload))
        t.expectNoInternalError(await t.send(update.withBody(body).free()))
      }),
  ),
])

/** A group of an owner of its own, where that can be made: a drawn name may be one that another check gives. */
async function apart(t: CheckContext): Promise<Group> {
  if (t.contract.members.owner === undefined || !t.meets('owner-elsewhere')) return t.group
  return (await t.fixtures.makeFor(t.fixtures.names.nobody())) ?? t.group
}

function ofGroup(t: CheckContext, group: Group, payload: JsonObject): JsonObject {
  return fitted(t.contract, payload, group.update().payload, group.marker)
}

/** A drawn name may be the one of another check's group, and be refused for that alone. */
function underOwnName(t: CheckContext, payload: JsonObject): JsonObject {
  const name = t.contract.members.name ?? 'name'
  return typeof payload[name] === 'string' ? { ...payload, [name]: t.fixtures.names.name() } : payload
}

/** An accepted payload is kept character for character, as the answer reports it and as it is stored. */
async function expectKept(t: CheckContext, group: Group, payload: JsonObject): Promise<void> {
  const update = group.update().withPayload(payload).maybeRefused()
  const answer = await t.send(update)
  if (!t.isTaken(answer)) return
  const sent = rolesOf(t.contract, payload)
  await t.expectKept(group, answer, sent)
}
