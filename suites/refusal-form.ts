import { check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import type { Answer } from '../helpers/target/answer.ts'
import { readXml } from '../helpers/target/xml.ts'
import { plainestAnswers } from './plainest.ts'

/** A refusal can be read in the format that it says it has. Whether it has a body at all is left to the server. */
export const refusalFormChecks = [
  check(
    'refusals-are-json',
    'MUST write each refusal that is labelled as JSON as one JSON text',
    { of: 'answer-is-json', after: ['answer-is-json'], ofForm: true },
    async (t) => {
      for (const answer of refusalsIn(t, await plainestAnswers(t, 'usual'))) {
        if (!answer.saysJson) continue
        const { problem } = answer.jsonReading
        t.expect(problem === undefined, 'one JSON text in UTF-8', problem ?? '', answer)
      }
    },
  ),

  check(
    'xml-refusals-well-formed',
    'MUST write well-formed XML when it refuses in XML',
    { of: 'xml-well-formed', after: ['xml-well-formed'], ofForm: true },
    async (t) => {
      // A refusal may well repeat the id that it does not know.
      const odd = await t.send(t.group.update().to('no<such>&group').withoutHeader('Accept').free())
      for (const answer of refusalsIn(t, [...(await plainestAnswers(t, 'no accept')), odd])) {
        if (!answer.saysXml) continue
        const xml = await readXml(answer)
        t.expect(xml.wellFormed, 'well-formed XML', xml.wellFormed ? '' : xml.problem, answer)
      }
    },
  ),
]

function refusalsIn(t: CheckContext, answers: readonly Answer[]): Answer[] {
  return answers.filter((answer) => t.isRefusal(answer) && answer.body.length > 0)
}
