import { check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { escapedUnit } from '../helpers/contract/json-value.ts'
import { expectPlainRefused } from './plain-form.ts'
import { answered } from './precedence.ts'
import { textChecks } from './text.ts'

/** White space as in the samples and names in escapes, escapes for every character, members in reverse. */
const spellings: readonly ((payload: object) => string)[] = [
  (payload) =>
    namesEscaped(JSON.stringify(payload, null, 4))
      .replaceAll('\n', '\r\n')
      .replaceAll('": ', '" : '),
  (payload) => JSON.stringify(payload).replace(/[a-z](?=[^"]*"(?:,|}|\]))/g, inCapitals),
  (payload) => `\n\t ${JSON.stringify(Object.fromEntries(Object.entries(payload).reverse()))} \r\n`,
]

/** The many ways to write one JSON text. */
export const spellingChecks = [
  check(
    'json-spelled-differently',
    'MUST read the same JSON however it is spelled',
    { of: 'json-spelled-differently', after: [...answered, ...textChecks] },
    async (t) => {
      for (const spell of spellings) {
        const update = t.group.update()
        const answer = await t.send(update.withMembers(spell(update.payload)))
        t.expectAccepted(answer)
        await t.expectTold(t.group, answer, update.values)
      }
      await expectEscapesRead(t)
    },
  ),
]

/** An escape whose letters are capitals: `\u006A`. */
function inCapitals(unit: string): string {
  return `\\u${escapedUnit(unit).slice(2).toUpperCase()}`
}

function namesEscaped(json: string): string {
  return json.replace(/"\w+":/g, (name) => name.replace(/\w/g, escapedUnit))
}

/** Many clients write slashes and letters beyond ASCII as escapes, and those of four bytes as two of them. */
async function expectEscapesRead(t: CheckContext): Promise<void> {
  const update = t.group.update({ name: `${t.fixtures.names.name()} é گ 🚀 a/b` }).maybeRefused()
  const json = update.text.replace(/[^\0-\x7f]/g, escapedUnit).replaceAll('/', '\\/')
  const answer = await t.send(update.withBody(json))
  if (t.isTaken(answer)) return t.expectTold(t.group, answer, update.values)
  await expectPlainRefused(t, update, answer, 'without escapes')
}
