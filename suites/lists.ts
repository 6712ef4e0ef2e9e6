import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { onceARun } from '../helpers/checks/once.ts'
import { show } from '../helpers/target/describe.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { eachForm } from './each-form.ts'
import { kept } from './precedence.ts'
import { tryTogether } from './together.ts'

type Kind = readonly [id: string, what: string, numbers: readonly string[]]

/** Lists that are about how many numbers they hold. */
const lengths: readonly Kind[] = [
  ['numbers-single', 'a list of one number', ['4001']],
  ['numbers-many', 'twelve hundred numbers', Array.from({ length: 1_200 }, (_, at) => String(50_000 + at))],
]

/** Lists whose numbers may stand among others. */
const kinds: readonly Kind[] = [
  ['numbers-order', 'the order of the numbers', ['3001', '1003', '2002', '9', '10']],
  ['numbers-leading-zeros', 'leading zeros of numbers', ['00', '007', '0098']],
  ['numbers-plus', 'plus signs of numbers', ['+1', '+989121234567']],
  ['numbers-long', 'numbers of twenty digits', ['12345678901234567890', '98765432109876543210']],
]

type Form = readonly [what: string, numbers: readonly string[]]

/** What software takes for a number, several numbers, or none. */
const forms: readonly Form[] = [
  ['exponents', ['1e5', '2E3', '0x10']],
  ['separators', ['10-20', '1 000', '1.50', '(021) 5']],
  ['commas and semicolons', ['1,2', '3;4', '5']],
  ['zeros', ['0', '000', '1']],
  ['signs at the start', ['+11', '-1', '*1', '#2']],
  ['digits of other scripts', ['۱۲۳', '٤٥٦']],
]

const hundred: Form = [
  'a hundred and one numbers',
  Array.from({ length: 101 }, (_, at) => String(1_000 + at)),
]

/** All of these in one list. Where it is not kept, each is asked by itself. */
const together = onceARun((t) =>
  tryTogether(t, () =>
    isKept(t, [...kinds.map(([, , each]) => each), ...forms.map(([, each]) => each)].flat()),
  ),
)

const hasNumbers = ({ members }: CheckContext['contract']) => members.numbers !== undefined

/** An accepted list of numbers is kept as it was sent. */
export const lists = behaviour('lists', [
  ...lengths.map(([id, what, numbers]) => listCheck(id, what, (t) => expectKept(t, numbers))),
  ...kinds.map(([id, what, numbers]) =>
    listCheck(id, what, async (t) => {
      const { areKept } = await together(t)
      if (areKept) t.note('kept within a longer list')
      else await expectKept(t, numbers)
    }),
  ),

  check(
    'numbers-forms',
    'MUST keep numbers that are written in other ways, or refuse the update',
    {
      of: 'numbers-kept',
      after: [...kept, ...[...kinds, ...lengths].map(([id]) => id)],
      appliesTo: hasNumbers,
    },
    async (t) => {
      const { areKept, violation } = await together(t)
      const asked = areKept ? [hundred] : [...forms, hundred]
      await eachForm(t, asked, (numbers) => expectKept(t, numbers))
      if (violation) throw violation
    },
  ),

  check(
    'numbers-replaced',
    'MUST replace the list, not add to it',
    { of: 'numbers-kept', after: kept },
    async (t) => {
      await t.send(t.group.update({ numbers: ['5001', '5002', '5003'] }))
      const numbers = ['5002', '5006']
      const update = t.group.update({ numbers })
      const answer = await t.send(update)
      t.expectAccepted(answer)
      await t.expectTold(t.group, answer, { numbers })
      if (t.meets('read-back')) await t.expectStored(t.group, update.values)
    },
  ),

  check(
    'numbers-repeated',
    'MUST keep a number that stands in the list twice, or refuse it',
    { of: 'repeated-numbers-kept', after: kept },
    (t) => expectKept(t, ['6001', '6001', '6002'], (update) => update.free()),
  ),

  check(
    'numbers-empty',
    'MUST keep an empty list, or refuse it',
    { of: 'empty-list-kept', after: kept },
    async (t) => {
      await t.send(t.group.update({ numbers: ['7001'] }))
      await expectKept(t, [], (update) => update.free())
    },
  ),

  check(
    'numbers-empty-typed',
    'MUST report a list where an empty one was accepted',
    { of: 'answer-members', after: ['answer-members'], appliesTo: hasNumbers },
    async (t) => {
      const answer = await t.send(t.group.update({ numbers: [] }).free())
      if (!t.isTaken(answer)) return
      const { numbers } = await t.made(t.group, answer)
      t.expect(Array.isArray(numbers), 'a list of numbers', show(numbers), answer)
    },
  ),
])

function listCheck(id: string, what: string, run: (t: CheckContext) => Promise<void>) {
  const title = `MUST keep ${what}, or refuse the update` as const
  return check(id, title, { of: 'numbers-kept', after: kept, appliesTo: hasNumbers }, run)
}

async function expectKept(...asked: Parameters<typeof isKept>): Promise<void> {
  await isKept(...asked)
}

function isKept(
  t: CheckContext,
  numbers: readonly string[],
  as = (update: UpdateRequest) => update.maybeRefused(),
): Promise<boolean> {
  return t.isKept(as(t.group.update({ numbers })))
}
