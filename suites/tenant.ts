import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { show } from '../helpers/checks/expectations.ts'
import type { Outcome } from '../helpers/contract/types.ts'
import type { Group } from '../helpers/fixtures/group.ts'
import type { StoredGroup } from '../helpers/fixtures/siblings.ts'
import type { Answer } from '../helpers/target/answer.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { Inconclusive, NotTested } from '../helpers/verdict/signals.ts'

/** A group is one tenant's. */
export const tenant = behaviour('tenant', [
  check(
    'tenant-other-group',
    'MUST NOT find a group of another tenant',
    { of: 'tenant-isolates', needs: ['group-elsewhere'] },
    async (t) => {
      const update = t.group.update().to(elsewhere(t).id)
      await expectNotFound(t, await onFreshConnection(t, update), update, elsewhere(t), 'notFound')
    },
  ),

  check(
    'tenant-own-group',
    'MUST NOT find a group when it is addressed under another tenant',
    { of: 'tenant-isolates', needs: ['tenant-elsewhere'] },
    async (t) => {
      const update = underOtherTenant(t, t.group.update())
      // An account may lawfully be unknown to the other tenant: that is a refusal as good as not found.
      const lawful: [Outcome, ...Outcome[]] = ['notFound', 'forbidden', 'unauthenticated']
      await expectNotFound(t, await onFreshConnection(t, update), update, t.group, ...lawful)
    },
  ),

  check(
    'tenant-other-group-kept',
    'MUST leave a group of another tenant as it was',
    { of: 'tenant-isolates', needs: ['group-elsewhere', 'read-back'] },
    async (t) => {
      const before = await storedElsewhere(t)
      const answer = await t.send(t.group.update().to(elsewhere(t).id))
      if (t.isRefusal(answer)) t.expectUnchanged(before, await storedElsewhere(t))
    },
  ),

  check(
    'tenant-own-group-kept',
    'MUST leave a group as it was when it is addressed under another tenant',
    { of: 'tenant-isolates', needs: ['tenant-elsewhere', 'read-back'] },
    async (t) => {
      const before = await t.stored(t.group)
      const answer = await t.send(underOtherTenant(t, t.group.update()))
      if (t.isRefusal(answer)) t.expectUnchanged(before, await t.stored(t.group))
    },
  ),

  check(
    'tenant-others-kept',
    'MUST change no group of another tenant when it updates one of its own',
    { of: 'tenant-isolates', needs: ['group-elsewhere', 'read-back'] },
    async (t) => {
      const update = t.group.update()
      await t.send(update)
      const { members, values } = await storedElsewhere(t)
      t.expect(
        values.name !== update.values.name,
        `another name than ${show(update.values.name)}`,
        show(members),
      )
    },
  ),

  check(
    'tenant-same-pair',
    'INFERRED to accept the pair of owner and name that a group of another tenant has',
    { of: 'pair-per-tenant', needs: ['group-elsewhere'] },
    async (t) => {
      const { owner, name } = elsewhere(t)
      // The pair of a group that the run did not make may stand for a group of this tenant as well.
      if (!owner || !name) return t.note('not judged: the run could make no group under the other tenant')
      const answer = await t.send(t.group.update({ owner, name }))
      // Refused under a name of its own too, it is not the pair that stands in the way.
      if (!t.isAccepted(answer) && t.isAccepted(await t.send(t.group.update({ owner }))))
        t.expectAccepted(answer)
    },
  ),

  check(
    'tenant-kept-alive',
    'MUST NOT carry the tenant of one request to the next of its connection',
    { of: 'tenant-isolates', needs: ['tenant-elsewhere'] },
    async (t) => {
      await t.onOneConnection(async (send) => {
        await send(t.group.update())
        const answer = await send(underOtherTenant(t, t.group.update()))
        // Found under another tenant on a new connection too, it is the finding of another check.
        if (t.isAccepted(answer) && !t.isAccepted((await ownUnderOther(t)).answer))
          t.expectRefused(answer, 'notFound')
        t.expectAccepted(await send(t.group.update()))
      })
    },
  ),

  check('tenant-missing', 'INFERRED to refuse an update that names no tenant', { of: 'tenant-needed' }, (t) =>
    expectNoTenantOfMine(t, withoutTenant(t, t.group.update())),
  ),

  check(
    'tenant-unknown',
    'INFERRED to refuse an update under an unknown tenant',
    { of: 'tenant-known' },
    (t) => expectNoTenantOfMine(t, withTenant(t, t.group.update(), 'no-such-tenant')),
  ),
])

/** The group is not found; where unknown groups are not refused as they should be, other checks have the finding. */
async function expectNotFound(
  t: CheckContext,
  answer: Answer,
  sent: UpdateRequest,
  found: Group,
  ...lawful: readonly [Outcome, ...Outcome[]]
): Promise<void> {
  const unknown = await unknownGroup(t)
  if (t.isAccepted(answer)) {
    const written = await wasWritten(t, sent, found)
    if (t.isRefusal(unknown) || written) t.expectRefused(answer, 'notFound')
  } else if (answer.status !== unknown.status) {
    t.expectOutcome(answer, ...lawful)
  }
}

async function wasWritten(t: CheckContext, sent: UpdateRequest, found: Group): Promise<boolean> {
  return t.meets('read-back') && (await t.stored(found)).values.name === sent.values.name
}

/** What tenants are for: where a group is found under any tenant, another check has the finding. */
async function expectNoTenantOfMine(t: CheckContext, update: UpdateRequest): Promise<void> {
  const answer = await onFreshConnection(t, update)
  if (!t.isCarriedOut(answer) || t.isAccepted(await unknownGroup(t))) return
  if (t.target.settings.otherTenant && t.isAccepted((await ownUnderOther(t)).answer)) return
  t.expectRefused(answer, 'notFound')
}

/** The question of the check of unknown groups. */
async function unknownGroup(t: CheckContext): Promise<Answer> {
  return (await t.sendOnce('unknown-group', () => t.group.update().to(t.unknownId()), false)).answer
}

function ownUnderOther(t: CheckContext) {
  return t.sendOnce('tenant-own-group', () => underOtherTenant(t, t.group.update()), true)
}

/** No tenant is remembered that an earlier request named. */
function onFreshConnection(t: CheckContext, update: UpdateRequest): Promise<Answer> {
  return t.onOneConnection((send) => send(update))
}

/** An account may lawfully be shut out of the other tenant: then nothing can be said of its groups. */
async function storedElsewhere(t: CheckContext): Promise<StoredGroup> {
  try {
    return await t.stored(elsewhere(t))
  } catch (error) {
    if (error instanceof Inconclusive) throw new NotTested(`the account cannot read there: ${error.message}`)
    throw error
  }
}

function elsewhere(t: CheckContext): Group {
  const group = t.fixtures.capabilities.elsewhere
  if (!group) throw new Error('a check used a group of another tenant without a need for it')
  return group
}

function underOtherTenant(t: CheckContext, update: UpdateRequest): UpdateRequest {
  return withTenant(t, update, t.target.settings.otherTenant ?? '')
}

function withTenant(t: CheckContext, update: UpdateRequest, name: string): UpdateRequest {
  return t.contract.settingHeaders.reduce((changed, { header }) => changed.withHeader(header, name), update)
}

function withoutTenant(t: CheckContext, update: UpdateRequest): UpdateRequest {
  return t.contract.settingHeaders.reduce((changed, { header }) => changed.withoutHeader(header), update)
}
