import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { onceARun } from '../helpers/checks/once.ts'
import type { Json, Outcome } from '../helpers/contract/types.ts'
import type { Group } from '../helpers/fixtures/group.ts'
import type { StoredGroup } from '../helpers/fixtures/siblings.ts'
import { cookieOf } from '../helpers/target/cookies.ts'
import { show } from '../helpers/target/describe.ts'
import { callerRefusals } from '../helpers/target/exchange-kind.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { NotTested, ReadRefused } from '../helpers/verdict/signals.ts'
import { asUsual } from './plainest.ts'
import { served } from './precedence.ts'

/** An account may lawfully be unknown to the other tenant: that is a refusal as good as not found. */
const lawfulElsewhere: readonly [Outcome, ...Outcome[]] = ['notFound', 'forbidden', 'unauthenticated']

/** Where a group is found under any tenant, or whatever its id, no tenant is needed either. */
const noTenant = ['unknown-group', 'tenant-own-group', 'robust-tenant']

/** A group is one tenant's. */
export const tenant = behaviour('tenant', [
  check(
    'tenant-other-group',
    'MUST NOT find a group of another tenant',
    { of: 'tenant-isolates', needs: ['group-elsewhere'], after: ['unknown-group', 'not-found-status'] },
    async (t) => {
      const request = t.group.update().to(elsewhere(t).id).refusedBy('notFound')
      t.expectOutcome(await t.sendFresh(request), 'notFound')
    },
  ),

  check(
    'tenant-own-group',
    'MUST NOT find a group when it is addressed under another tenant',
    { of: 'tenant-isolates', needs: ['tenant-elsewhere'], after: ['unknown-group', 'not-found-status'] },
    async (t) => t.expectOutcome(await t.sendFresh(underOtherTenant(t)), ...lawfulElsewhere),
  ),

  check(
    'tenant-own-group-kept',
    'MUST leave a group as it was when it is addressed under another tenant',
    {
      of: 'tenant-isolates',
      needs: ['tenant-elsewhere', 'read-back'],
      after: ['tenant-own-group', 'tenant-kept-alive', 'other-group-kept'],
    },
    async (t) => {
      const before = await t.updated(t.group)
      await t.send(underOtherTenant(t))
      await t.expectUnchanged(t.group, before)
    },
  ),

  check(
    'tenant-other-group-kept',
    'MUST leave a group of another tenant as it was',
    {
      of: 'tenant-isolates',
      needs: ['group-elsewhere', 'read-back'],
      after: ['tenant-other-group', 'tenant-others-kept', 'other-group-kept'],
    },
    async (t) => {
      const before = await storedElsewhere(t)
      await t.send(t.group.update().to(elsewhere(t).id).refusedBy('notFound'))
      await t.expectUnchanged(elsewhere(t), before)
    },
  ),

  check(
    'tenant-others-kept',
    'MUST change no group of another tenant when it updates one of its own',
    { of: 'tenant-isolates', needs: ['group-elsewhere', 'read-back'], after: ['tenant-other-group'] },
    async (t) => {
      // Who looks for the pair and not for the group finds both.
      const { kept } = (await pairElsewhere(t)) ?? {}
      if (kept) throw kept
      for (let round = 0; round < 2; round++) {
        await t.send(t.group.update())
        const { members, values } = await storedElsewhere(t)
        if (values.name === elsewhere(t).name || isGivenName(t, values.name)) continue
        // Others may be updating at the same time: what it must not bear is the name of any update of this tenant.
        const sender = await t.fixtures.log.senderSoon(String(values.name))
        t.expect(!sender || sender.refused, 'no name of an update under this tenant', show(members))
      }
    },
  ),

  check(
    'tenant-same-pair',
    'INFERRED to accept the pair of owner and name that a group of another tenant has',
    { of: 'pair-per-tenant', needs: ['group-elsewhere'], after: served },
    async (t) => {
      const asked = await pairElsewhere(t)
      // The pair of a group that the run did not make may stand for a group of this tenant as well.
      if (!asked) return t.note('not judged: the run could make no group under the other tenant')
      t.expectAccepted(asked.answer)
    },
  ),

  check(
    'tenant-kept-alive',
    'MUST NOT carry the tenant of one request to the next of its connection',
    { of: 'tenant-isolates', needs: ['tenant-elsewhere'], after: ['tenant-own-group', ...served] },
    async (t) => {
      await t.onOneConnection(async (send) => {
        await send(t.group.update())
        t.expectRefused(await send(underOtherTenant(t)), 'notFound')
        t.expectAccepted(await send(t.group.update()))
      })
    },
  ),

  check(
    'tenant-cookie',
    'MUST NOT take the tenant from a cookie that an answer to another one set',
    { of: 'tenant-isolates', needs: ['tenant-elsewhere'], after: ['tenant-own-group', 'tenant-kept-alive'] },
    async (t) => {
      const cookie = cookieOf(await asUsual(t))
      if (!cookie) return t.note('the server sets no cookie')
      const answer = await t.sendFresh(underOtherTenant(t).withRawHeader(cookie))
      t.expectOutcome(answer, ...lawfulElsewhere)
    },
  ),

  check(
    'tenant-missing',
    'INFERRED to refuse an update that names no tenant',
    { of: 'tenant-needed', after: noTenant },
    async (t) => t.expectRefused(await t.sendFresh(withoutTenant(t)), 'notFound'),
  ),

  check(
    'tenant-unknown',
    'INFERRED to refuse an update under an unknown tenant',
    { of: 'tenant-known', after: noTenant },
    async (t) => {
      const request = withTenant(t, t.group.update(), 'no-such-tenant').maybeRefused(...callerRefusals)
      t.expectRefused(await t.sendFresh(request), 'notFound')
    },
  ),
])

/**
 * Gives a group the pair that one of another tenant has, and then another pair: the answer to the first, and what is
 * wrong with the one of the other tenant afterwards. Undefined where the run did not make that one.
 */
const pairElsewhere = onceARun(async (t) => {
  const other = elsewhere(t)
  const { owner, name } = other
  if (!owner || !name) return undefined
  const answer = await t.send(t.group.update({ owner, name }).maybeRefused())
  const isRead = t.isAccepted(answer) && t.meets('read-back')
  if (isRead) await t.send(t.group.update())
  const stored = isRead ? await storedElsewhere(t) : undefined
  const changed = stored && t.notStored(stored, { owner, name })
  // What a refused request left there is another check's finding.
  const sender = changed && (await t.fixtures.log.senderSoon(String(stored.values.name)))
  const kept = sender?.refused === false ? changed : undefined
  return { answer, kept }
})

/** An account may lawfully be shut out of the other tenant: then nothing can be said of its groups. */
async function storedElsewhere(t: CheckContext): Promise<StoredGroup> {
  try {
    return await t.stored(elsewhere(t))
  } catch (error) {
    if (error instanceof ReadRefused) throw new NotTested(`the account cannot read there: ${error.message}`)
    throw error
  }
}

function elsewhere(t: CheckContext): Group {
  const group = t.fixtures.capabilities.elsewhere
  if (!group) throw new Error('a check used a group of another tenant without a need for it')
  return group
}

/** An update of the group under another tenant. */
export function underOtherTenant(t: CheckContext): UpdateRequest {
  const request = withTenant(t, t.group.update(), t.target.settings.otherTenant ?? '')
  return request.refusedBy(...lawfulElsewhere)
}

function withTenant(t: CheckContext, update: UpdateRequest, name: string): UpdateRequest {
  const { tenantHeader } = t.contract
  return tenantHeader === undefined ? update : update.withHeader(tenantHeader, name)
}

function withoutTenant(t: CheckContext): UpdateRequest {
  const { tenantHeader = '' } = t.contract
  return t.group
    .update()
    .withoutHeader(tenantHeader)
    .maybeRefused(...callerRefusals)
}

/** Whether a given group is left with that name: groups of two tenants may have been called alike before the run. */
function isGivenName({ fixtures }: CheckContext, name: Json | undefined): boolean {
  return fixtures.groups.some((group) => !group.own && fixtures.restingUpdate(group).values.name === name)
}
