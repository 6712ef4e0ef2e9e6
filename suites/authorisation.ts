import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import type { Answer } from '../helpers/target/answer.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { asFromInside } from './credentials.ts'
import { optionalIn } from './optional-members.ts'
import { type Attempt, refusals } from './refusals.ts'

const unpermittedAttempt: Attempt = {
  id: 'forbidden',
  what: 'of an account without the permission',
  of: 'permission-needed',
  needs: ['unprivileged'],
  outcomes: ['forbidden'],
  freshConnection: true,
  from: (update, t) => update.withCredentials(t.target.unprivileged),
}

const fromInside: Attempt = {
  ...unpermittedAttempt,
  id: 'forbidden-from-inside',
  what: 'of an account without the permission, with headers that gateways add for one from inside',
  outcomes: ['forbidden', 'unauthenticated', 'malformed', 'invalid'],
  after: ['forbidden'],
  from: (update, t) => asFromInside(unpermittedAttempt.from(update, t)),
}

/** An update of an account without the permission. */
export function unpermitted(update: UpdateRequest, t: CheckContext): UpdateRequest {
  return unpermittedAttempt.from(update, t).refusedBy(...unpermittedAttempt.outcomes)
}

/** The question of the check of a missing permission. */
export function withoutPermission(t: CheckContext): Promise<Answer> {
  return t.sendOnce(unpermittedAttempt.id, () => unpermitted(t.group.update(), t), true)
}

/** Who may update groups. */
export const authorisation = behaviour('authorisation', [
  ...refusals(
    { status: 'authorisation-status', changesNothing: 'authorisation-changes-nothing', namesGroup: true },
    'by an account that may not update groups',
    'permission-needed',
    [unpermittedAttempt, fromInside],
  ),

  check(
    'forbidden-kept-alive',
    'MUST refuse an account without the permission on a connection of one that has it',
    {
      of: 'permission-needed',
      needs: ['unprivileged'],
      after: ['forbidden', 'auth-kept-alive-missing', 'optional-all-missing'],
    },
    async (t) => {
      await t.onOneConnection(async (send) => {
        const update = t.group.update()
        await send(update)
        // Who looks at what each member needs, or only where one changes, finds nothing that needs a permission.
        const least = update.without(...optionalIn(t).map(({ role }) => role))
        t.expectRefused(await send(unpermitted(least, t)), 'forbidden')
      })
    },
  ),
])
