import { check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { onceARun } from '../helpers/checks/once.ts'
import type { Group } from '../helpers/fixtures/group.ts'
import { swapCase } from '../helpers/swap-case.ts'
import { ownerRefusals } from '../helpers/target/exchange-kind.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { eachForm } from './each-form.ts'
import { hasOwner } from './other-owner.ts'
import { answered, kept } from './precedence.ts'

/** Owners that software mangles. Most are telephone numbers, which it likes to read as numbers. */
function mangledOwners({
  fixtures: { names },
}: CheckContext): readonly (readonly [what: string, owner: string])[] {
  const letters = ` Ærø e\u0301 O'Neil MiXeD ۱۲۳ 👍🏽 <b>&amp;</b> ${names.number()} `
  return [
    ['leading zeros', `00${names.number()}`],
    ['leading zeros and twenty digits', `00${names.number()}12345678901`],
    ['nineteen digits', `99${names.number()}1234567891`],
    ['a plus sign', `+${names.number()}`],
    ['letters of many kinds, blanks at either end', letters],
    ['the same letters in the other case', swapCase(letters)],
    ['the word null', 'null'],
    ['three hundred characters', names.nobody().padEnd(300, 'x')],
  ]
}

/** The owner that an update names. */
export const ownerChecks = [
  check(
    'text-owner',
    'MUST keep an owner as sent, or refuse the update',
    {
      of: 'text-kept',
      needs: ['owner-elsewhere'],
      after: ['owner-changed', 'owner-change-stored', 'text-accents', 'text-emoji', ...kept],
      appliesTo: hasOwner,
    },
    async (t) => {
      try {
        await eachForm(t, mangledOwners(t), async (owner) => {
          const update = t.group.update({ owner }).maybeRefused(...ownerRefusals)
          const answer = await t.send(update)
          if (t.isTaken(answer, ownerRefusals))
            await t.expectKept(t.group.ownedBy(owner), answer, update.values)
        })
      } finally {
        // Back to its owner, among whose groups it is looked for.
        await t.send(t.group.update().maybeRefused(...ownerRefusals))
      }
    },
  ),

  check(
    'owner-changed',
    'MUST report the new owner where it takes one, or refuse the update',
    {
      of: 'owner-change-kept',
      needs: ['owner-elsewhere'],
      after: kept,
      appliesTo: (contract) => hasOwner(contract) && contract.reports,
    },
    async (t) => {
      const { update, answer } = await changeOwner(t)
      if (t.isTaken(answer, ownerRefusals)) t.expectReported(answer, update.values)
    },
  ),

  check(
    'owner-change-stored',
    'MUST store the new owner where it takes one',
    {
      of: 'owner-change-kept',
      needs: ['owner-elsewhere', 'read-back'],
      after: ['owner-changed', 'small-changes-stored', ...kept],
      appliesTo: hasOwner,
    },
    async (t) => {
      const { notStored } = await changeOwner(t)
      if (notStored) throw notStored
    },
  ),

  check(
    'owner-change-created-kept',
    'MUST keep the time of creation where the owner changes',
    {
      of: 'created-kept',
      needs: ['owner-elsewhere'],
      after: ['created-kept', 'owner-changed', 'same-update-again', 'date-form', ...answered],
      appliesTo: (contract) => hasOwner(contract) && contract.reports,
    },
    async (t) => {
      const { answer, answerBack } = await changeOwner(t)
      if (!answerBack || !t.isAccepted(answerBack)) return t.note('no group is given to another owner')
      const [first, last] = [answer, answerBack].map((each) => t.reported(each).members.created)
      t.expectSame('created', first, last, answerBack)
    },
  ),

  check(
    'required-owner-changes-nothing',
    'MUST leave the owner as it was when it refuses an update to another one that leaves out the name',
    {
      of: 'refusal-changes-nothing',
      needs: ['owner-elsewhere', 'read-back'],
      after: ['required-name-missing', 'required-changes-nothing', 'owner-change-stored'],
      appliesTo: (contract) => hasOwner(contract) && contract.required.includes('name'),
    },
    async (t) => {
      const { update, answerBack } = await changeOwner(t)
      if (!answerBack || !t.isAccepted(answerBack)) return t.note('no group is given to another owner')
      const before = await t.shownAtLast(t.group)
      const { owner = '' } = update.values
      const answer = await t.send(t.group.update({ owner }).without('name').refusedBy('invalid'))
      t.expectRefused(answer, 'invalid')
      const changed = await t.problemUnchanged(t.group, before)
      if (!changed) return
      await t.send(t.group.update())
      throw changed
    },
  ),
]

/**
 * An update of a group to an owner that has no group yet, and one that gives it back and changes nothing else; and what is
 * wrong with how they are stored.
 */
const changeOwner = onceARun(async (t) => {
  const owner = t.fixtures.names.nobody()
  t.fixtures.watch(owner)
  const update = t.group.update({ owner }).maybeRefused(...ownerRefusals)
  const answer = await t.send(update)
  if (!t.isAccepted(answer)) return { update, answer }
  const stored = await problemStored(t, t.group.ownedBy(owner), update)
  // Back to its owner: whether another check is lent the group depends on which of them overlap.
  const back = update.with({ owner: t.group.owner ?? '' })
  const answerBack = await t.send(back)
  const alone = t.isAccepted(answerBack) ? await problemStored(t, t.group, back) : undefined
  return { update, answer, answerBack, notStored: stored ?? alone }
})

async function problemStored(t: CheckContext, group: Group, update: UpdateRequest) {
  return t.meets('read-back') ? await t.problemStored(group, update.values) : undefined
}
