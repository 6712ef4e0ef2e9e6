import { check } from '../helpers/checks/check.ts'
import { onceARun } from '../helpers/checks/once.ts'
import { hasOwner, otherOwner } from './other-owner.ts'
import { kept } from './precedence.ts'

/** The owner that an update names. Most are telephone numbers, which software likes to read as numbers. */
export const ownerChecks = [
  check(
    'text-owner',
    'MUST keep an owner with leading zeros or a plus sign as sent, or refuse it',
    { of: 'text-kept', needs: ['owner-elsewhere'], after: kept, appliesTo: hasOwner },
    async (t) => {
      for (const start of ['00', '+']) {
        const group = await otherOwner(t, `${start}${t.fixtures.names.number()}`)
        const update = group.update().maybeRefused()
        const answer = await t.send(update)
        if (!t.isTaken(answer)) continue
        await t.expectKept(group, answer, update.values)
      }
    },
  ),

  check(
    'owner-changed',
    'MUST report the new owner where it takes one, or refuse it',
    {
      of: 'owner-change-kept',
      needs: ['owner-elsewhere'],
      after: kept,
      fresh: true,
      appliesTo: (contract) => hasOwner(contract) && contract.reports,
    },
    async (t) => {
      const { update, answer } = await changeOwner(t)
      if (t.isTaken(answer)) t.expectReported(answer, update.values)
    },
  ),

  check(
    'owner-change-stored',
    'MUST store the new owner where it takes one',
    {
      of: 'owner-change-kept',
      needs: ['owner-elsewhere', 'read-back'],
      after: ['owner-changed', ...kept],
      fresh: true,
      appliesTo: hasOwner,
    },
    async (t) => {
      const { notStored, answer } = await changeOwner(t)
      if (t.isTaken(answer) && notStored) throw notStored
    },
  ),
]

/** An update of a group to an owner that has no group yet, and what is wrong with how it is stored. */
const changeOwner = onceARun(async (t) => {
  const owner = t.fixtures.names.nobody()
  t.fixtures.watch(owner)
  const update = t.group.update({ owner }).maybeRefused()
  const answer = await t.send(update)
  const taken = t.isAccepted(answer) && t.meets('read-back')
  const notStored = taken ? await t.problemStored(t.group.ownedBy(owner), update.values) : undefined
  // Back to its owner: whether another check is lent the group depends on which of them overlap.
  if (t.isAccepted(answer)) await t.send(t.group.update().maybeRefused())
  return { update, answer, notStored }
})
