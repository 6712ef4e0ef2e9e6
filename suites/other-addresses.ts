import { check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { onceARun } from '../helpers/checks/once.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { Violation } from '../helpers/verdict/signals.ts'
import { otherMethods, shownOf } from './forms.ts'

/** An update sent where what guards its address may not look. */
type Elsewhere = (update: UpdateRequest) => UpdateRequest

/** What a router takes for the address of the update, and what guards the address may not. */
const otherSpellings: readonly ((path: string) => string)[] = [
  (path) => `${path}/`,
  (path) => `${path};x=1`,
  (path) => path.replace(/\/(?=[^/]*$)/, '//'),
  // An id that stands last keeps its case.
  (path) => path.replace(/^.*(?=\/[^/]*$)/, (start) => start.toUpperCase()),
]

/** Answers where nothing is served, whoever asks. */
const servesNothing: ReadonlySet<number> = new Set([404, 405, 501])

/** Callers who may not update groups, at other spellings of the address and by other methods. */
export const otherAddressChecks = [
  check(
    'auth-other-address',
    'MUST NOT carry out an update without credentials at another spelling of its address, or by another method',
    {
      of: 'credentials-needed',
      needs: ['read-back'],
      after: ['auth-missing', 'authentication-changes-nothing', 'method-changes-nothing', 'other-group-kept'],
    },
    async (t) => {
      const { carriedOut } = await withoutCredentials(t)
      if (carriedOut) throw carriedOut
    },
  ),

  check(
    'forbidden-other-address',
    'MUST NOT carry out an update by an account without the permission at another spelling of its address, or by another method',
    {
      of: 'permission-needed',
      needs: ['read-back', 'unprivileged'],
      after: ['forbidden', 'authorisation-changes-nothing', 'auth-other-address'],
    },
    async (t) => {
      const { served } = await withoutCredentials(t)
      if (served.length === 0) return t.note('the update is served at its address alone')
      const sent = served.map((elsewhere) =>
        elsewhere(t.group.update().withCredentials(t.target.unprivileged).another()),
      )
      for (const request of sent) await t.sendFresh(request)
      const carriedOut = await oneCarriedOut(t, sent, 'by an account without the permission')
      if (carriedOut) throw carriedOut
    },
  ),
]

/** What was carried out without credentials, and where the update may be served: anywhere that says something of the caller. */
const withoutCredentials = onceARun(async (t) => {
  const everywhere: readonly Elsewhere[] = [
    ...otherSpellings.map(
      (spell): Elsewhere =>
        (update) =>
          update.withPath(spell),
    ),
    ...otherMethods(t).map(
      (method): Elsewhere =>
        (update) =>
          update.withMethod(method),
    ),
  ]
  const sent: UpdateRequest[] = []
  const served: Elsewhere[] = []
  for (const elsewhere of everywhere) {
    const request = elsewhere(t.group.update().withoutCredentials().another())
    sent.push(request)
    const { status } = await t.sendFresh(request)
    if (!servesNothing.has(status)) served.push(elsewhere)
  }
  return { served, carriedOut: await oneCarriedOut(t, sent, 'without credentials') }
})

async function oneCarriedOut(
  t: CheckContext,
  sent: readonly UpdateRequest[],
  how: string,
): Promise<Violation | undefined> {
  const done = await shownOf(t, sent)
  if (!done) return undefined
  const seen = `the name that ${done.method} ${done.wire.path} sent ${how}`
  const violation = new Violation(`nothing of what was sent ${how}`, seen)
  t.exchanges.hold(violation)
  return violation
}
