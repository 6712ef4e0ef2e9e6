import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { forAll } from '../helpers/checks/for-all.ts'
import { isObject, sameJson } from '../helpers/contract/json-value.ts'
import { rolesOf } from '../helpers/contract/roles.ts'
import type { JsonObject } from '../helpers/contract/types.ts'
import type { Group } from '../helpers/fixtures/group.ts'
import type { StoredGroup } from '../helpers/fixtures/siblings.ts'
import { rawBodies, written } from '../helpers/payloads/raw-bodies.ts'
import { fitted, rightPayloads } from '../helpers/payloads/right-payloads.ts'
import { anyTexts, keptTexts } from '../helpers/payloads/text-families.ts'
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
      const seen: Seen = { stored: t.meets('read-back') ? await t.stored(group) : undefined }
      const cases = { drawn: rightPayloads(t.contract, keptTexts), isCase: isObject }
      await forAll(t, cases, (payload) => expectKept(t, group, ofGroup(t, group, payload), seen))
    },
  ),

  check(
    'generated-invalid',
    'MUST refuse each payload that breaks the schema',
    { of: 'member-types', onlyRefused: true },
    async (t) => {
      const required = t.contract.required.map((role) => t.contract.members[role] ?? role)
      const cases = violating(rightPayloads(t.contract, keptTexts), required)
      await forAll(t, cases, async ({ violation, payload }) => {
        const sent = underOwnName(t, ofGroup(t, t.group, payload))
        // Asked again of the shrunk payload: only the schema says that it is invalid, not the one who drew it.
        if (t.contract.validate(t.contract.schemas.request, sent).length === 0) return
        const answer = await t.send(t.group.update().withBody(JSON.stringify(sent)))
        // A refusal of an undocumented kind is the finding of the checks of the statuses.
        if (t.isCarriedOut(answer)) t.expectRefused(answer, 'invalid', `a refusal, as ${violation}`)
      })
    },
  ),

  check('generated-raw', 'MUST NOT fail internally on any body', { of: 'no-internal-error' }, (t) =>
    forAll(t, rawBodies(rightPayloads(t.contract, anyTexts)), async (raw) => {
      const body = written(raw, ofGroup(t, t.group, raw.payload))
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

function ofGroup(t: CheckContext, group: Group, payload: JsonObject): JsonObject {
  return fitted(t.contract, payload, group.update().payload, group.marker)
}

/** A drawn name may be the one of another check's group, and be refused for that alone. */
function underOwnName(t: CheckContext, payload: JsonObject): JsonObject {
  const name = t.contract.members.name ?? 'name'
  return typeof payload[name] === 'string' ? { ...payload, [name]: t.fixtures.names.name() } : payload
}

/** The group as it was read back last; undefined where it cannot be read. */
interface Seen {
  stored: StoredGroup | undefined
}

/** An accepted payload is kept character for character, as the answer reports it and as it is stored. */
async function expectKept(t: CheckContext, group: Group, payload: JsonObject, seen: Seen): Promise<void> {
  const answer = await t.send(group.update().withBody(JSON.stringify(payload)))
  if (!t.isAccepted(answer)) return t.expectRefused(answer, 'invalid')
  const sent = rolesOf(t.contract, payload)
  t.expectReported(answer, sent)
  if (!seen.stored) return
  const before = seen.stored
  seen.stored = await t.stored(group)
  // A group that is as it was did not store the update at all: that is the finding of the persistence checks.
  if (!sameJson(seen.stored.values, before.values)) t.expectStored(seen.stored, sent)
}
