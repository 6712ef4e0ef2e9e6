import { check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import type { Answer } from '../helpers/target/answer.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'

/** White space as in the samples, escapes for every character, members in reverse. */
const spellings: readonly ((payload: object) => string)[] = [
  (payload) => JSON.stringify(payload, null, 4).replaceAll('\n', '\r\n').replaceAll('": ', '" : '),
  (payload) => JSON.stringify(payload).replace(/[a-z](?=[^"]*"(?:,|}|\]))/g, escaped),
  (payload) => `\n\t ${JSON.stringify(Object.fromEntries(Object.entries(payload).reverse()))} \r\n`,
]

/** The many ways to write one JSON text. */
export const spellingChecks = [
  check(
    'json-spelled-differently',
    'MUST read the same JSON however it is spelled',
    { of: 'json-spelled-differently' },
    async (t) => {
      for (const spell of spellings) {
        const update = t.group.update()
        const answer = await t.send(update.withBody(spell(update.payload)))
        t.expectAccepted(answer)
        t.expectReported(answer, update.values)
      }
      await expectEscapesRead(t)
    },
  ),
]

/** Most clients write letters beyond ASCII as escapes, and those of four bytes as two of them. */
async function expectEscapesRead(t: CheckContext): Promise<void> {
  const update = t.group.update({ name: `${t.fixtures.names.name()} é گ 🚀` })
  const json = JSON.stringify(update.payload).replace(/[^\0-\x7f]/g, escaped)
  const answer = await t.send(update.withBody(json))
  if (isKept(t, answer, update)) return
  // Refused or mangled as they stand too, such letters are for the checks of texts.
  if (!isKept(t, await t.send(update), update)) return
  t.expectAccepted(answer)
  t.expectReported(answer, update.values)
}

function isKept(t: CheckContext, answer: Answer, { values }: UpdateRequest): boolean {
  return t.isAccepted(answer) && t.reported(answer).values.name === values.name
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}
