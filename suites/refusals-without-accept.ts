import { check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { onceARun } from '../helpers/checks/once.ts'
import type { Outcome } from '../helpers/contract/types.ts'
import type { Answer } from '../helpers/target/answer.ts'
import { describeAnswer } from '../helpers/target/describe.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { unpermitted } from './authorisation.ts'
import { hasFormats } from './formats.ts'
import { plainestAnswers, plainestRefusals } from './plainest.ts'
import { refusalsKept } from './precedence.ts'
import { underOtherTenant } from './tenant.ts'

/** What is refused with an accept header is refused without one, and changes nothing. */
export const refusalsWithoutAccept = [
  check(
    'robust-refusals-without-accept',
    'MUST refuse without an accept header what it refuses with one',
    { of: 'no-internal-error', after: plainestRefusals, appliesTo: hasFormats },
    async (t) => {
      for (const answer of await plainestAnswers(t, 'no accept'))
        t.expect(t.isRefusal(answer), 'a refusal', describeAnswer(answer), answer)
    },
  ),

  check(
    'refusals-without-accept',
    'MUST refuse callers without credentials, permission or tenant, and updates that lack a member, also when no accept header is sent',
    {
      of: 'every-request-answered-alike',
      tried: 'without an accept header',
      after: [
        ...['robust-refusals-without-accept', 'required-owner-missing'],
        ...['auth-missing', 'forbidden', 'tenant-own-group'],
      ],
      appliesTo: hasFormats,
    },
    async (t) => {
      for (const { due, answer } of (await askedBare(t)).answers) t.expectRefused(answer, due)
    },
  ),

  check(
    'refusals-without-accept-change-nothing',
    'MUST leave the group as it was when it refuses an update without an accept header',
    {
      of: 'refusal-changes-nothing',
      needs: ['read-back'],
      after: ['refusals-without-accept', ...refusalsKept],
      appliesTo: hasFormats,
    },
    async (t) => {
      const { changed } = await askedBare(t)
      if (changed) throw changed
    },
  ),
]

/** The answers, and what they left changed in the group: asked once for both checks. */
const askedBare = onceARun(async (t) => {
  const held = t.group.update()
  await t.send(held)
  const answers: { due: Outcome; answer: Answer }[] = []
  for (const [due, request] of refusedRequests(t))
    answers.push({ due, answer: await t.sendFresh(request.withoutHeader('Accept')) })
  return { answers, changed: t.meets('read-back') ? await t.problemStored(t.group, held.values) : undefined }
})

/** Updates that the checks of other behaviours see refused; another one is a taken pair (`conflict-without-accept`). */
function refusedRequests(t: CheckContext): (readonly [due: Outcome, UpdateRequest])[] {
  const required = t.contract.required.filter((role) => role !== 'name' && role !== 'id')
  return [
    ...required.map((role) => ['invalid', t.group.update().without(role).refusedBy('invalid')] as const),
    ['unauthenticated', t.group.update().withoutCredentials().refusedBy('unauthenticated')],
    ...(t.meets('unprivileged') ? [['forbidden', unpermitted(t.group.update(), t)] as const] : []),
    ...(t.meets('tenant-elsewhere') ? [['notFound', underOtherTenant(t)] as const] : []),
  ]
}
