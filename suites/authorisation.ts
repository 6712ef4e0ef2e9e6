import { behaviour, check } from '../helpers/checks/check.ts'
import { refusals } from './refusals.ts'

/** Who may update groups. */
export const authorisation = behaviour('authorisation', [
  ...refusals('authorisation', 'permission-needed', [
    {
      id: 'forbidden',
      what: 'of an account without the permission',
      of: 'permission-needed',
      needs: ['unprivileged'],
      outcomes: ['forbidden'],
      freshConnection: true,
      from: (update, t) => update.withCredentials(t.target.unprivileged),
    },
  ]),

  check(
    'forbidden-kept-alive',
    'MUST refuse an account without the permission on a connection of one that has it',
    { of: 'permission-needed', needs: ['unprivileged'] },
    async (t) => {
      await t.onOneConnection(async (send) => {
        await send(t.group.update())
        t.expectRefused(await send(t.group.update().withCredentials(t.target.unprivileged)))
      })
    },
  ),
])
