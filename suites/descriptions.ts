import { check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { longText } from './doubtful-texts.ts'
import { eachForm } from './each-form.ts'
import { isOptional } from './optional-members.ts'
import { leavingOut } from './parts.ts'
import { kept } from './precedence.ts'

/** What an answer shows when it is taken for something else than a text. */
const takenForOthers = [
  ['the word true', 'true'],
  ['a number with leading zeros', '0042'],
  ['an object in JSON', '{"a":1}'],
  ['the name of a member', '$name'],
] as const

/** What is often told as it was sent, and stored as something else. */
const storedAsOthers = [
  ['the word null', 'null'],
  ['the sign for null', '\\N'],
  ['the figure 0', '0'],
  ['blanks alone', '   '],
  ['a byte order mark and a line end', '\ufeffx\n'],
  ['a text of 64 KiB', longText('x')],
] as const

/** A description that is nothing but a text which software takes for something else. */
export const descriptionChecks = [
  check(
    'text-description',
    'MUST keep a description as sent, or refuse it',
    {
      of: 'text-kept',
      after: [
        'text-word-true',
        'text-leading-zeros',
        'text-one-character',
        'text-word-null',
        'text-blanks',
        'text-line-ends',
        'text-separators',
        'text-inner-blanks',
        'text-backslash',
        'text-dollar',
        'text-quotes',
        'text-length-65536',
        'robust-odd-members',
        'optional-name-kept',
        'optional-numbers-kept',
        'optional-description-kept',
        ...kept,
      ],
      appliesTo: ({ members, reports }) => members.description !== undefined && reports,
    },
    (t) =>
      eachForm(t, [...takenForOthers, ...storedAsOthers], async (description) => {
        if (!(await isReported(t, description))) return
        const isAsked = isOptional('description')(t.contract)
        if (isAsked && storedAsOthers.some(([, each]) => each === description))
          await expectTold(t, description)
      }),
  ),
]

/** The name bears the group's mark, by which it is found again. */
async function isReported(t: CheckContext, description: string): Promise<boolean> {
  const update = t.group.update({ description }).maybeRefused()
  const answer = await t.send(update)
  if (!t.isTaken(answer)) return false
  t.expectReported(answer, update.values)
  return true
}

/** An update that leaves it out tells what is stored, unless what is left out is emptied. */
async function expectTold(t: CheckContext, description: string): Promise<void> {
  const leftOut = (['name', 'description'] as const).filter((role) => isOptional(role)(t.contract))
  const answer = await t.send(t.group.update().without(...leftOut))
  if (!t.isAccepted(answer)) return
  if (!t.reported(answer).values.description && !(await isKeptLeftOut(t))) return
  t.expectReported(answer, { description })
}

/** Whether an update that leaves a description out is known to keep it. */
async function isKeptLeftOut(t: CheckContext): Promise<boolean> {
  const { answer, held } = await leavingOut(t, 'description')
  return t.isAccepted(answer) && t.reported(answer).values.description === held.description
}
