import { check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { sameJson } from '../helpers/contract/json-value.ts'
import { NotTested } from '../helpers/verdict/signals.ts'
import { eachForm } from './each-form.ts'
import { kept } from './precedence.ts'

/**
 * Numbers that a store may keep otherwise than an answer reports them. A server may refuse some of them: all of them are
 * tried in one list first, and where that is refused, each kind by itself.
 */
const storable: readonly (readonly [what: string, numbers: readonly string[]])[] = [
  ['numbers in no order', ['2203', '1201', '2202']],
  ['numbers of one and two digits', ['9', '10']],
  ['leading zeros', ['007', '0098']],
  ['a mobile number with its country code and without', ['+989121234567', '09121234567']],
  ['a number of twenty-five digits', ['1234567890123456789012345']],
  ['a number of three hundred digits', ['1'.repeat(300)]],
]

/** Whether a list of numbers is accepted; a Violation where others are stored. */
async function areStored(t: CheckContext, numbers: readonly string[]): Promise<boolean> {
  const update = t.group.update({ numbers }).maybeRefused()
  if (!t.isTaken(await t.send(update))) return false
  const answer = await t.send(t.group.update().without('numbers'))
  const { numbers: shown } = await t.made(t.group, answer)
  // Losing what an update leaves out is another check's duty; here only other numbers are a mistake.
  if (shown === undefined || sameJson(shown, []))
    throw new NotTested('an update without numbers does not show the stored ones')
  t.expectSame(t.contract.members.numbers ?? 'numbers', numbers, shown, answer)
  return true
}

/** Where a read-back shows nothing of numbers but their count, an update that leaves them out tells the stored ones. */
export const numbersStored = check(
  'numbers-stored',
  'MUST store the numbers that were sent',
  {
    of: 'numbers-kept',
    after: [
      ...kept,
      'optional-numbers-missing',
      'numbers-order',
      'numbers-leading-zeros',
      'numbers-plus',
      'numbers-long',
    ],
    fresh: true,
  },
  async (t) => {
    const whole = storable.flatMap(([, numbers]) => numbers)
    // What has the same length or the same members may be taken for the same list.
    const forms = (await areStored(t, whole))
      ? [['the numbers in another order', whole.toReversed()] as const]
      : storable
    await eachForm(t, forms, async (numbers) => {
      await areStored(t, numbers)
    })
  },
)
