import { check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { show } from '../helpers/checks/expectations.ts'
import type { Json } from '../helpers/contract/types.ts'
import type { Answer } from '../helpers/target/answer.ts'
import { instantOf } from '../helpers/target/instant.ts'
import { readXml } from '../helpers/target/xml.ts'

type Texts = ReadonlyMap<string, readonly string[]>

/** Ends of names that XML written by hand gets wrong. */
const pitfalls = ['', ` <b>&amp;"' ]]> x`, ' Ünïcödé 团 🚀', ' \u0001']

/** What an answer in XML holds: whether it can be read, and whether it says what the one in JSON says. */
export const xmlChecks = [
  check('xml-well-formed', 'MUST write well-formed XML', { of: 'xml-well-formed' }, async (t) => {
    for (const end of pitfalls) {
      const answer = await t.send(
        t.group.update({ name: t.fixtures.names.name() + end }).withoutHeader('Accept'),
      )
      if (!answer.saysXml || !t.isAccepted(answer)) continue
      const xml = await readXml(answer)
      t.expect(xml.wellFormed, 'well-formed XML', xml.wellFormed ? '' : xml.problem, answer)
    }
  }),

  check(
    'xml-values',
    'MUST report the same values in XML as in JSON',
    { of: 'xml-same-values' },
    async (t) => {
      const { members } = t.reported(await t.send(t.group.update()))
      const update = t.group.update()
      const answer = await t.send(update.withoutHeader('Accept'))
      const texts = await textsOf(answer)
      if (!texts || !t.isAccepted(answer)) return
      for (const [role, value] of Object.entries(update.values)) {
        // What JSON gets wrong already is the finding of other checks.
        if (t.plain.misreported.has(role as keyof typeof update.values)) continue
        t.expect(holds(texts, value), `${show(value)} as element or attribute`, show([...texts]), answer)
      }
      const dates = t.contract.dates.members.filter((member) => isDate(members[member]))
      const shown = [...texts.values()].flat().filter(isDate)
      t.expect(
        shown.length >= dates.length,
        `${dates.join(' and ')} as elements or attributes`,
        show([...texts]),
        answer,
      )
      const created = texts.get('created')?.[0]
      t.expect(
        sameSecond(members.created, created),
        `created ${show(members.created)} as in JSON`,
        show(created),
        answer,
      )
    },
  ),

  ...[
    ['special', 'XML specials', `  <b>&amp;"'>]]>`],
    ['unicode', 'letters of other scripts', ' Ünïcödé گروه 团 🚀'],
  ].map(([id, what, end = '']) =>
    check(
      `xml-values-${id}`,
      `MUST report ${what} in XML as they were sent`,
      { of: 'xml-same-values' },
      async (t) => {
        const name = t.fixtures.names.name()
        const update = t.group.update({ name: name + end })
        const answer = await t.send(update.withoutHeader('Accept'))
        const texts = await textsOf(answer)
        if (!texts || !t.isAccepted(answer) || holds(texts, name + end)) return
        if ((await isWrongInJson(t, name + end)) || (await isPlainNameWrong(t))) return
        t.expect(false, `${show(name + end)} as element or attribute`, show([...texts]), answer)
      },
    ),
  ),
]

/** A text that JSON does not report as it was sent either is the finding of the checks of texts. */
async function isWrongInJson(t: CheckContext, name: string): Promise<boolean> {
  const answer = await t.send(t.group.update({ name }))
  return t.isAccepted(answer) && t.reported(answer).values.name !== name
}

/** A name that the XML does not hold even where it is plain is the finding of the check of the values. */
async function isPlainNameWrong(t: CheckContext): Promise<boolean> {
  const update = t.group.update()
  const texts = await textsOf(await t.send(update.withoutHeader('Accept')))
  return texts !== undefined && !holds(texts, update.values.name)
}

/** The value stands in the document as the text of an element or an attribute, whatever those are called. */
function holds(texts: Texts, value: Json | undefined): boolean {
  return [...texts.values()].flat().some((text) => text === value || text.trim() === value)
}

/** The texts of an XML answer; undefined where it is none or not well-formed, which other checks judge. */
async function textsOf(answer: Answer): Promise<Texts | undefined> {
  if (!answer.saysXml) return undefined
  const xml = await readXml(answer)
  return xml.wellFormed ? xml.texts : undefined
}

function isDate(value: unknown): boolean {
  return typeof value === 'string' && instantOf(value) !== undefined
}

/** Two documented forms of a date may stand in the two representations: the instants are compared, to two seconds. */
function sameSecond(json: Json | undefined, xml: string | undefined): boolean {
  if (xml === undefined || typeof json !== 'string') return true
  const [a, b] = [instantOf(xml), instantOf(json)]
  return a === undefined || b === undefined ? xml === json : Math.abs(a - b) < 2_000
}
