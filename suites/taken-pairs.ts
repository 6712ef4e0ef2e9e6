import type { CheckContext } from '../helpers/checks/context.ts'
import { onceARun } from '../helpers/checks/once.ts'
import type { GroupValues } from '../helpers/contract/types.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { hasFormats } from './formats.ts'

/** Owner and name, as another update asks for them. */
export function pair({ owner = '', name = '' }: GroupValues): GroupValues {
  return { owner, name }
}

/**
 * Gives the group a pair, and asks for the same one for the other group. Once for all checks that judge nothing but the
 * answer. It is given twice: an index that takes the old pair out after the new one was put in has lost it then.
 */
export const pairTaken = onceARun(async (t) => {
  const taken = t.group.update()
  await t.send(taken)
  await t.send(taken)
  return { answer: await t.send(asking(t, taken)) }
})

/**
 * The same with a look at both groups, then without an accept header, and then the other way round; the other group has
 * the name in another case, so that only who compares each letter sees that it asks for another one. What came of it, for
 * the checks of each.
 */
export const pairTakenTwice = onceARun(async (t) => {
  const name = t.fixtures.names.name()
  const taken = t.group.update({ name: `${name}a` })
  await t.send(taken)
  const { held, before } = await holdInOtherCase(t, { ...pair(taken.values), name: `${name}A` })
  const request = asking(t, taken)
  const answer = await t.send(request)
  const changed =
    before &&
    ((await t.problemUnchanged(t.otherGroup, before)) ?? (await t.problemStored(t.group, taken.values)))
  const bare = hasFormats(t.contract) ? await t.send(request.withoutHeader('Accept')) : undefined
  // A refusal may leave both groups as they were, and yet no longer know the pair of the one that was refused.
  const areRefused = [answer, ...(bare ? [bare] : [])].every((each) => t.isRefusal(each))
  const isUnchanged = before !== undefined && changed === undefined && areRefused
  const back = isUnchanged ? await t.send(t.group.update(pair(held.values)).refusedBy('conflict')) : undefined
  return { answer, changed, bare, back }
})

function asking({ otherGroup }: CheckContext, { values }: UpdateRequest): UpdateRequest {
  return otherGroup.update(pair(values)).refusedBy('conflict')
}

/**
 * Gives the other group a pair that differs from a taken one only in case, and reads it back where that can be done. Where
 * both are the same pair to the server, which other checks judge, it has any other.
 */
async function holdInOtherCase(t: CheckContext, values: GroupValues) {
  const request = t.otherGroup.update(values).maybeRefused('conflict')
  const isOther = t.isAccepted(await t.send(request))
  const held = isOther ? request : t.otherGroup.update()
  if (!isOther) await t.send(held)
  if (!t.meets('read-back')) return { held }
  const before = await t.settled(t.otherGroup, (read) => t.notStored(read, held.values) === undefined)
  return { held, before }
}
