import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import type { Group } from '../helpers/fixtures/group.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'

/** A group is one tenant's. */
export const tenant = behaviour('tenant', [
  check(
    'tenant-other-group',
    'MUST NOT find a group of another tenant',
    { of: 'tenant-isolates', needs: ['group-elsewhere'] },
    async (t) => {
      t.expectOutcome(await t.send(t.group.update().to(elsewhere(t).id)), 'notFound')
    },
  ),

  check(
    'tenant-own-group',
    'MUST NOT find a group when it is addressed under another tenant',
    { of: 'tenant-isolates', needs: ['tenant-elsewhere'] },
    async (t) => {
      // An account may lawfully be unknown to the other tenant: that is a refusal as good as not found.
      t.expectOutcome(
        await t.send(underOtherTenant(t, t.group.update())),
        'notFound',
        'forbidden',
        'unauthenticated',
      )
    },
  ),

  check(
    'tenant-other-group-kept',
    'MUST leave a group of another tenant as it was',
    { of: 'tenant-isolates', needs: ['group-elsewhere', 'read-back'] },
    async (t) => {
      const before = await t.stored(elsewhere(t))
      const answer = await t.send(t.group.update().to(elsewhere(t).id))
      if (t.isRefusal(answer)) t.expectUnchanged(before, await t.stored(elsewhere(t)))
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
    'tenant-kept-alive',
    'MUST NOT carry the tenant of one request to the next of its connection',
    { of: 'tenant-isolates', needs: ['tenant-elsewhere'] },
    async (t) => {
      await t.onOneConnection(async (send) => {
        await send(t.group.update())
        t.expectRefused(await send(underOtherTenant(t, t.group.update())))
        t.expectAccepted(await send(t.group.update()))
      })
    },
  ),

  check(
    'tenant-missing',
    'INFERRED to refuse an update that names no tenant',
    { of: 'tenant-needed' },
    async (t) => {
      t.expectRefused(await t.send(withoutTenant(t, t.group.update())))
    },
  ),

  check(
    'tenant-unknown',
    'INFERRED to refuse an update under an unknown tenant',
    { of: 'tenant-known' },
    async (t) => {
      t.expectRefused(await t.send(withTenant(t, t.group.update(), 'no-such-tenant')))
    },
  ),
])

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
