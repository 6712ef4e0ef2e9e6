import { check } from '../helpers/checks/check.ts'
import { otherOwner } from './other-owner.ts'

/** Most owners are telephone numbers, which software likes to read as numbers. */
export const ownerChecks = [
  check(
    'text-owner',
    'MUST keep an owner with leading zeros or a plus sign as sent, or refuse it',
    {
      of: 'text-kept',
      needs: ['owner-elsewhere'],
      appliesTo: ({ members }) => members.owner !== undefined,
    },
    async (t) => {
      for (const start of ['00', '+']) {
        const group = await otherOwner(t, `${start}${t.fixtures.names.number()}`)
        const update = group.update()
        const answer = await t.send(update)
        if (!t.isAccepted(answer)) {
          t.expectRefused(answer, 'invalid')
          t.note(`refused with ${answer.status}`)
          continue
        }
        const { owner = '' } = update.values
        t.expectReported(answer, { owner })
        if (t.meets('read-back')) t.expectStored(await t.stored(group), { owner })
      }
    },
  ),
]
