import type fc from 'fast-check'
import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { forAll } from '../helpers/checks/for-all.ts'
import { isObject, sameJson } from '../helpers/contract/json-value.ts'
import { rolesOf } from '../helpers/contract/roles.ts'
import type { Json, JsonObject } from '../helpers/contract/types.ts'
import type { Group } from '../helpers/fixtures/group.ts'
import { arbitraryOf } from '../helpers/payloads/from-schema.ts'
import { rawBodies } from '../helpers/payloads/raw-bodies.ts'
import { anyText } from '../helpers/payloads/text-families.ts'
import { violating } from '../helpers/payloads/violations.ts'
import { fallsOver } from './falls-over.ts'

/** What hand-picked cases do not think of: payloads drawn from the JSON Schema of the request. */
export const generated = behaviour('generated', [
  check(
    'generated-valid',
    'MUST keep each valid payload as sent, or refuse it',
    { of: 'text-kept' },
    async (t) => {
      const group = await apart(t)
      await forAll(t, rightPayloads(t, group), (payload) => expectKept(t, group, payload))
    },
  ),

  check(
    'generated-invalid',
    'MUST refuse each payload that breaks the schema',
    { of: 'member-types' },
    async (t) => {
      const required = t.contract.required.map((role) => t.contract.members[role] ?? role)
      await forAll(t, violating(rightPayloads(t), required), async ({ violation, payload }) => {
        // Asked again of the shrunk payload: only the schema says that it is invalid, not the one who drew it.
        if (t.contract.validate(t.contract.schemas.request, payload).length === 0) return
        const answer = await t.send(t.group.update().withBody(JSON.stringify(payload)))
        // A refusal of an undocumented kind is the finding of the checks of the statuses.
        if (t.isCarriedOut(answer)) t.expectRefused(answer, 'invalid', `a refusal, as ${violation}`)
      })
    },
  ),

  check('generated-raw', 'MUST NOT fail internally on any body', { of: 'no-internal-error' }, (t) =>
    forAll(t, rawBodies(rightPayloads(t)), async ({ body }) => {
      const answer = await t.send(t.group.update().withBody(body))
      // Where the plainest refusals are internal errors already, other checks have the finding.
      if (answer.status < 500 || !(await fallsOver(t))) t.expectNoInternalError(answer)
    }),
  ),
])

/** A group of an owner of its own, where that can be made: a drawn name may be one that another check gives. */
async function apart(t: CheckContext): Promise<Group> {
  if (t.contract.members.owner === undefined || !t.meets('owner-elsewhere')) return t.group
  return (await t.fixtures.makeFor(t.fixtures.names.nobody())) ?? t.group
}

/** Right payloads for a group: its own id and owner, the rest drawn from the schema. */
function rightPayloads(t: CheckContext, group = t.group): fc.Arbitrary<JsonObject> {
  const { id, owner, description } = t.contract.members
  const fixed = group.update().payload
  const marked = anyText.map((text) => `${text}${t.fixtures.names.marker}`)
  const members: Record<string, fc.Arbitrary<Json>> = {}
  for (const name of [id, owner])
    if (name !== undefined) members[name] = anyText.map(() => fixed[name] ?? null)
  // The mark is how a group is found again where it cannot be read by its id.
  if (description !== undefined) members[description] = marked
  return arbitraryOf(t.contract.requestSchema, { resolve: t.contract.resolve, members }).map((value) => {
    if (!isObject(value)) throw new Error(`the request schema of ${t.contract.name} is not of an object`)
    return value
  })
}

/** An accepted payload is kept character for character, as the answer reports it and as it is stored. */
async function expectKept(t: CheckContext, group: Group, payload: JsonObject): Promise<void> {
  const before = t.meets('read-back') ? await t.stored(group) : undefined
  const answer = await t.send(group.update().withBody(JSON.stringify(payload)))
  if (!t.isAccepted(answer)) return t.expectRefused(answer, 'invalid')
  const sent = rolesOf(t.contract, payload)
  t.expectReported(answer, sent)
  if (!before) return
  const stored = await t.stored(group)
  // A group that is as it was did not store the update at all: that is the finding of the persistence checks.
  if (!sameJson(stored.values, before.values)) t.expectStored(stored, sent)
}
