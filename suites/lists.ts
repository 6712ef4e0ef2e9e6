import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { show } from '../helpers/checks/expectations.ts'

const kinds: readonly (readonly [id: string, what: string, numbers: readonly string[]])[] = [
  ['order', 'the order of the numbers', ['3001', '1003', '2002', '9', '10']],
  ['single', 'a list of one number', ['4001']],
  ['many', 'twelve hundred numbers', Array.from({ length: 1_200 }, (_, at) => String(50_000 + at))],
  ['leading-zeros', 'leading zeros of numbers', ['00', '007', '0098']],
  ['plus', 'plus signs of numbers', ['+1', '+989121234567']],
  ['long', 'numbers of twenty digits', ['12345678901234567890', '98765432109876543210']],
]

const hasNumbers = ({ members }: CheckContext['contract']) => members.numbers !== undefined

/** An accepted list of numbers is kept as it was sent. */
export const lists = behaviour('lists', [
  ...kinds.map(([id, what, numbers]) =>
    check(
      `numbers-${id}`,
      `MUST keep ${what}, or refuse it`,
      { of: 'numbers-kept', appliesTo: hasNumbers },
      (t) => expectKept(t, numbers),
    ),
  ),

  check('numbers-replaced', 'MUST replace the list, not add to it', { of: 'numbers-kept' }, async (t) => {
    const old = ['5001', '5002', '5003', '5004', '5005']
    const numbers = ['5002', '5006']
    await t.send(t.group.update({ numbers: old }))
    const answer = await t.send(t.group.update({ numbers }))
    if (!t.isAccepted(answer)) return t.note(`not judged: refused with ${answer.status}`)
    const reported = t.reported(answer).values.numbers
    const kept = Array.isArray(reported) ? reported.filter((number) => !numbers.includes(String(number))) : []
    t.expect(kept.length === 0, 'none of the numbers from before', show(kept), answer)
    if (!t.meets('read-back') || t.plain.misstored.has('numbers')) return
    const { count } = (await t.stored(t.group)).members
    t.expect(count !== old.length + 1, `${numbers.length} numbers to be stored`, `count ${show(count)}`)
  }),

  check(
    'numbers-repeated',
    'INFERRED to keep a number that stands in the list twice',
    { of: 'repeated-numbers-kept' },
    (t) => expectKept(t, ['6001', '6001', '6002']),
  ),

  check('numbers-empty', 'INFERRED to keep an empty list', { of: 'empty-list-kept' }, async (t) => {
    await t.send(t.group.update({ numbers: ['7001'] }))
    await expectKept(t, [])
  }),
])

async function expectKept(t: CheckContext, numbers: readonly string[]): Promise<void> {
  const update = t.group.update({ numbers })
  const answer = await t.send(update)
  if (!t.isAccepted(answer)) {
    t.expectRefused(answer, 'invalid')
    return t.note(`refused with ${answer.status}`)
  }
  t.expectReported(answer, { numbers })
  if (!t.meets('read-back')) return
  const stored = await t.stored(t.group)
  // Nothing of the update was stored where the name is another one: that is the persistence checks' finding.
  if (stored.values.name !== update.values.name) return
  t.expectStored(stored, { numbers })
}
