import type { CheckContext } from '../helpers/checks/context.ts'
import { onceARun } from '../helpers/checks/once.ts'
import type { GroupValues } from '../helpers/contract/types.ts'
import type { Answer } from '../helpers/target/answer.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import type { Violation } from '../helpers/verdict/signals.ts'
import { hasFormats } from './formats.ts'

/** Enough updates in a row to meet a mistake that happens every tenth time. */
const least = 11

/** An update of the row, and what is wrong with its read-back where that can be done. */
interface Sent {
  /** Where it changes next to nothing: what. */
  readonly small: string | undefined
  /** Whether it asks for no format: then its answer is in another one than all others. */
  readonly bare: boolean
  readonly update: UpdateRequest
  readonly answer: Answer
  readonly notStored: Violation | undefined
}

/** Gives the next update of a row. */
type Step = (row: readonly Sent[]) => Pick<Sent, 'update'> & Partial<Pick<Sent, 'small' | 'bare'>>

/** Updates of one group over one connection, and what is answered there to one more, without credentials. */
export const updatesInARow = onceARun((t) =>
  t.onOneConnection(async (send) => {
    const row: Sent[] = []
    for (const step of stepsOf(t)) {
      const { small, bare = false, update } = step(row)
      const answer = await send(update)
      const isSure = small === undefined && !bare
      const readable = t.meets('read-back') && (isSure || t.isAccepted(answer))
      const notStored = readable ? await t.problemStored(t.group, update.values) : undefined
      row.push({ small, bare, update, answer, notStored })
    }
    // Nothing but the credentials tells it from the one before: that may be answered again without being asked about.
    const unnamed = await send(lastTaken(t, row).withoutCredentials().refusedBy('unauthenticated'))
    return { row, unnamed }
  }),
)

type Change = readonly [what: string, change: GroupValues]

function stepsOf(t: CheckContext): Step[] {
  const plain: Step = () => ({ update: t.group.update() })
  const bare: Step = () => ({ update: t.group.update().withoutHeader('Accept'), bare: true })
  const name = String(t.group.update().values.name)
  const start: Step = () => ({ update: t.group.update({ name: `${name}e` }) })
  const changing = ([small, change]: Change): Step => {
    return (row) => ({ small, update: lastTaken(t, row).with(change).maybeRefused() })
  }
  // What came before the last one comes back, byte for byte: that is no repetition of it.
  const again: Step = (row) => ({ update: t.group.update(row.at(-2)?.update.values) })
  const steps = [
    ...[start, ...smallTexts(name).map(changing)],
    // The seventh and the tenth are plain: that they go wrong has no other reason.
    ...[plain, ...singleMembers(t).map(changing)],
    ...(hasFormats(t.contract) ? [bare] : []),
    ...[plain, plain, again],
  ]
  return [...Array.from({ length: Math.max(1, least - steps.length) }, () => plain), ...steps]
}

/** Changes of a name so small that a server may take them for none: each differs from the one before it by nothing else. */
function smallTexts(name: string): readonly Change[] {
  return [
    ['the case', { name: `${name}E` }],
    ['an accent', { name: `${name}É` }],
    ['an accent written in two', { name: `${name}E\u0301` }],
    ['a blank at the end', { name: `${name}E\u0301 ` }],
  ]
}

/** Changes of one member and no other; of the name alone are those above. */
function singleMembers(t: CheckContext): readonly Change[] {
  return Object.entries(t.group.update(otherCount(t)).values)
    .filter(([role]) => !['id', 'owner', 'name'].includes(role))
    .map(([role, value]) => [`the ${role} alone`, { [role]: value }])
}

function lastTaken(t: CheckContext, row: readonly Sent[]): UpdateRequest {
  return row.findLast(({ answer }) => t.isAccepted(answer))?.update ?? t.group.update()
}

/** Other numbers, and not as many as any group was made with: the read-back may show nothing but their count. */
export function otherCount({ contract, fixtures }: CheckContext): GroupValues {
  return contract.members.numbers === undefined ? {} : { numbers: fixtures.names.numbers(2) }
}
