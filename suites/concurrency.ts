import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { show } from '../helpers/checks/expectations.ts'
import { sameJson } from '../helpers/contract/json-value.ts'
import type { GroupValues, Role } from '../helpers/contract/types.ts'
import type { StoredGroup } from '../helpers/fixtures/siblings.ts'
import type { Answer } from '../helpers/target/answer.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'

/** Updates in flight at once. */
const atOnce = 6

/** Updates in flight at the same time do not mix. */
export const concurrency = behaviour('concurrency', [
  check(
    'concurrent-answers',
    'MUST answer each of several updates in flight with its own result',
    { of: 'concurrent-updates', groups: 2 },
    async (t) => {
      const updates = Array.from({ length: atOnce }, (_, at) => distinct(t, at))
      const answers = await together(t, updates)
      for (const [at, answer] of answers.entries()) {
        // To lose a race may lawfully be told as a conflict; to fall over it may not.
        if (t.isRefusal(answer)) t.note(`refused with ${answer.status}`)
        else t.expectAccepted(answer)
        if (t.isAccepted(answer)) t.expectReported(answer, updates[at]?.values ?? {})
      }
    },
  ),

  check(
    'concurrent-stored',
    'MUST store one of several updates in flight whole',
    { of: 'concurrent-updates', groups: 2, needs: ['read-back'] },
    async (t) => {
      const updates = Array.from({ length: atOnce }, (_, at) => distinct(t, at))
      const before = new Map(
        await Promise.all(t.groups.map(async (group) => [group, await t.stored(group)] as const)),
      )
      await together(t, updates)
      for (const group of t.groups) {
        const stored = await t.stored(group)
        const mine = updates.filter(({ values }) => values.id === group.id)
        // Where nothing was stored at all, the persistence checks have the finding.
        const touched =
          mine.some(({ values }) => partly(stored, values)) ||
          !sameJson(stored.values, before.get(group)?.values ?? {})
        const whole = mine.some(({ values }) => holds(stored, values, t.plain.misstored))
        t.expect(whole || !touched, 'the values of one update', show(stored.members))
      }
    },
  ),
])

/** Each over a connection of its own, so that none waits for another before it reaches the server. */
function together(t: CheckContext, updates: readonly UpdateRequest[]): Promise<Answer[]> {
  return Promise.all(updates.map((update) => t.onOneConnection((send) => send(update))))
}

/** Updates of the two groups in turn, no two with the same values or as many numbers. */
function distinct(t: CheckContext, at: number): UpdateRequest {
  const group = at % 2 === 0 ? t.group : t.otherGroup
  const update = group.update()
  if (update.values.numbers === undefined) return update
  return update.with({ numbers: Array.from({ length: at + 2 }, (_, nth) => `81${at}${nth}`) })
}

function partly({ values }: StoredGroup, sent: GroupValues): boolean {
  return (
    values.name === sent.name || (sent.description !== undefined && values.description === sent.description)
  )
}

/** All that the read-back shows is of this update, but for what a plain update stores wrongly as well. */
function holds(
  { values, members }: StoredGroup,
  sent: GroupValues,
  misstored: CheckContext['plain']['misstored'],
): boolean {
  const same = (Object.keys(values) as Role[]).every(
    (role) => misstored.has(role) || sameJson(values[role], sent[role]),
  )
  const counted =
    members.count === undefined ||
    !Array.isArray(sent.numbers) ||
    misstored.has('numbers') ||
    Number(members.count) === sent.numbers.length
  return same && counted
}
