import { check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { onceARun } from '../helpers/checks/once.ts'
import { isNotServed } from '../helpers/target/outcome.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { Violation } from '../helpers/verdict/signals.ts'
import { otherMethods, shownOf } from './forms.ts'

/** An update sent where what guards its address may not look. */
type Elsewhere = (update: UpdateRequest) => UpdateRequest

/** What a router takes for the address of the update, and what guards the address may not. */
const otherSpellings: readonly ((path: string) => string)[] = [
  (path) => `${path}/`,
  (path) => `${path};x=1`,
  (path) => `${path}?x=1`,
  (path) => path.replace(/\/(?=[^/]*$)/, '//'),
  // An id that stands last keeps its case.
  (path) => path.replace(/^.*(?=\/[^/]*$)/, (start) => start.toUpperCase()),
]

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
      const { carriedOut } = await tryElsewhere(
        t,
        served,
        (update) => update.withCredentials(t.target.unprivileged),
        'by an account without the permission',
      )
      if (carriedOut) throw carriedOut
    },
  ),
]

const withoutCredentials = onceARun((t) =>
  tryElsewhere(t, everywhere(t), (update) => update.withoutCredentials(), 'without credentials'),
)

function everywhere(t: CheckContext): Elsewhere[] {
  const spelled = otherSpellings.map((spell) => (update: UpdateRequest) => update.withPath(spell))
  const asked = otherMethods(t).map((method) => (update: UpdateRequest) => update.withMethod(method))
  return [...spelled, ...asked]
}

/** What of these updates was carried out, and where the update may be served: anywhere that says something of the caller. */
async function tryElsewhere(
  t: CheckContext,
  places: readonly Elsewhere[],
  by: (update: UpdateRequest) => UpdateRequest,
  how: string,
): Promise<{ readonly served: readonly Elsewhere[]; readonly carriedOut: Violation | undefined }> {
  const sent: UpdateRequest[] = []
  const served: Elsewhere[] = []
  for (const elsewhere of places) {
    const request = elsewhere(by(t.group.update()).another())
    sent.push(request)
    if (!isNotServed(await t.sendFresh(request))) served.push(elsewhere)
  }
  return { served, carriedOut: await oneCarriedOut(t, sent, how) }
}

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
