import type { CheckContext } from '../helpers/checks/context.ts'
import type { Json } from '../helpers/contract/types.ts'
import type { Answer } from '../helpers/target/answer.ts'
import { optionalIn } from './optional-members.ts'

/** A text in place of a list: one of its characters is none of its items. */
export const textForNumbers = '4711'

/** What is no list of texts. */
export const oddNumbers: readonly Json[] = [[1], [null], ['1', ['2']], textForNumbers, null, {}]

/** Null in each member that may be left out. Two checks ask: whether a server falls over it, and what it answers. */
export function withNull(t: CheckContext): Promise<Answer[]> {
  const roles = optionalIn(t).map(({ role }) => role)
  return inTurn(roles, (role) =>
    t.sendOnce(`null as ${role}`, () => t.group.update({ [role]: null }).free(), false),
  )
}

/** Numbers of a wrong type, where there are any; for the same two checks. */
export function withOddNumbers(t: CheckContext): Promise<Answer[]> {
  const odd = t.contract.members.numbers === undefined ? [] : oddNumbers
  return inTurn(odd, (numbers) => askNumbers(t, numbers))
}

/** Asked once for all checks. */
export function askNumbers(t: CheckContext, numbers: Json): Promise<Answer> {
  return t.sendOnce(`numbers ${JSON.stringify(numbers)}`, () => t.group.update({ numbers }).free(), false)
}

async function inTurn<Of>(each: readonly Of[], ask: (of: Of) => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = []
  for (const of of each) answers.push(await ask(of))
  return answers
}
