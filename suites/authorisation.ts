import { behaviour, check } from '../helpers/checks/check.ts'
import { type Attempt, refusals, wasNotRefused } from './refusals.ts'

const unpermitted: Attempt = {
  id: 'forbidden',
  what: 'of an account without the permission',
  of: 'permission-needed',
  needs: ['unprivileged'],
  outcomes: ['forbidden'],
  freshConnection: true,
  from: (update, t) => update.withCredentials(t.target.unprivileged),
}

/** Who may update groups. */
export const authorisation = behaviour('authorisation', [
  ...refusals('authorisation', 'permission-needed', [unpermitted]),

  check(
    'forbidden-kept-alive',
    'MUST refuse an account without the permission on a connection of one that has it',
    { of: 'permission-needed', needs: ['unprivileged'] },
    async (t) => {
      await t.onOneConnection(async (send) => {
        await send(t.group.update())
        const answer = await send(t.group.update().withCredentials(t.target.unprivileged))
        // A connection that asks for no credentials any more is the finding of another check.
        if (t.isAccepted(answer) && t.isAccepted(await send(t.group.update().withoutCredentials()))) return
        if (t.isAccepted(answer) && (await wasNotRefused(t, [unpermitted], unpermitted.id))) return
        t.expectRefused(answer, 'forbidden')
      })
    },
  ),
])
