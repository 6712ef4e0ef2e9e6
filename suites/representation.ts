import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { show } from '../helpers/checks/expectations.ts'
import type { GroupValues } from '../helpers/contract/types.ts'
import type { Answer } from '../helpers/target/answer.ts'
import { instantOf } from '../helpers/target/instant.ts'
import { readXml } from '../helpers/target/xml.ts'

/** In which representation an answer comes, and how headers may be spelled. */
export const representation = behaviour('representation', [
  check(
    'xml-default',
    'MUST answer in XML when no accept header is sent',
    { of: 'xml-by-default' },
    async (t) => {
      const answer = await t.send(t.group.update().withoutHeader('Accept'))
      t.expect(answer.saysXml, 'an XML content type', answer.mediaType || 'no content type', answer)
    },
  ),

  check(
    'xml-default-kept-alive',
    'MUST answer in XML without an accept header, whatever the connection asked before',
    { of: 'xml-by-default' },
    async (t) => {
      await t.onOneConnection(async (send) => {
        await send(t.group.update())
        const answer = await send(t.group.update().withoutHeader('Accept'))
        t.expect(answer.saysXml, 'an XML content type', answer.mediaType || 'no content type', answer)
      })
    },
  ),

  check('xml-well-formed', 'MUST write well-formed XML', { of: 'xml-well-formed' }, async (t) => {
    for (const name of ['', ` <b>&amp;"'`]) {
      const answer = await t.send(xmlUpdate(t, name))
      if (!answer.saysXml || !t.isAccepted(answer)) continue
      const xml = readXml(answer)
      t.expect(xml.wellFormed, 'well-formed XML', xml.wellFormed ? '' : xml.problem, answer)
    }
  }),

  check(
    'xml-values',
    'MUST report the same values in XML as in JSON',
    { of: 'xml-same-values' },
    async (t) => {
      const update = t.group.update()
      const json = t.reported(await t.send(update)).members
      const answer = await t.send(update.withoutHeader('Accept'))
      expectTexts(t, answer, update.values)
      const texts = textsOf(answer)
      if (!texts) return
      for (const member of t.contract.dates.members) {
        const seen = texts.get(member) ?? [...texts.values()].flat()
        const same = (text: string) => text === json[member] || instantOf(text) !== undefined
        t.expect(
          json[member] === undefined || seen.some(same),
          `${member} as element or attribute`,
          show([...texts]),
          answer,
        )
      }
      t.expect(
        createdAgrees(json.created, texts),
        `created ${show(json.created)} as in JSON`,
        show(texts.get('created')),
        answer,
      )
    },
  ),

  ...[
    ['special', 'XML specials', ` <b>&amp;"'>]]>`],
    ['unicode', 'letters of other scripts', ' Ünïcödé گروه 团 🚀'],
  ].map(([id, what, text]) =>
    check(
      `xml-values-${id}`,
      `MUST report ${what} in XML as they were sent`,
      { of: 'xml-same-values' },
      async (t) => {
        const update = xmlUpdate(t, text ?? '')
        const answer = await t.send(update)
        if (t.isAccepted(answer)) expectTexts(t, answer, update.values)
      },
    ),
  ),

  check(
    'xml-on-request',
    'SHOULD answer in XML when XML is asked for',
    { of: 'xml-on-request' },
    async (t) => {
      const answer = await t.send(t.group.update().withHeader('Accept', 'application/xml'))
      t.expect(answer.saysXml, 'an XML content type', answer.mediaType || 'no content type', answer)
    },
  ),

  check(
    'json-on-request',
    'MUST answer in JSON when JSON is asked for',
    { of: 'json-on-request' },
    async (t) => {
      expectJson(t, await t.send(t.group.update()))
    },
  ),

  check(
    'json-kept-alive',
    'MUST answer in JSON when asked, whatever the connection asked before',
    { of: 'json-on-request' },
    async (t) => {
      await t.onOneConnection(async (send) => {
        await send(t.group.update().withoutHeader('Accept'))
        expectJson(t, await send(t.group.update()))
      })
    },
  ),

  check(
    'accept-any-case',
    'MUST understand application/JSON in the capitals of the page',
    { of: 'media-types-any-case', appliesTo: ({ accept }) => accept !== undefined },
    async (t) => {
      for (const accept of ['application/JSON', 'Application/Json'])
        expectJson(t, await t.send(t.group.update().withHeader('Accept', accept)))
    },
  ),

  check(
    'accept-weights',
    'SHOULD weigh the media types of the accept header',
    { of: 'accept-weights' },
    async (t) => {
      for (const accept of [
        'application/xml;q=0.2, application/json',
        'application/json;q=0.9, application/xml;q=0.1',
        'application/json, text/plain;q=0.5, */*;q=0.1',
      ]) {
        expectJson(t, await t.send(t.group.update().withHeader('Accept', accept)))
      }
      const answer = await t.send(
        t.group.update().withHeader('Accept', 'application/json;q=0.1, application/xml;q=0.9'),
      )
      t.expect(answer.saysXml, 'an XML content type', answer.mediaType || 'no content type', answer)
    },
  ),

  check(
    'content-type-any-case',
    'MUST understand the content type in any case',
    { of: 'media-types-any-case' },
    async (t) => {
      for (const type of ['application/JSON', 'APPLICATION/json']) {
        t.expectAccepted(await t.send(t.group.update().withHeader('Content-Type', type)))
      }
    },
  ),

  check(
    'content-type-charset',
    'MUST accept a charset parameter of the content type',
    { of: 'charset-parameter' },
    async (t) => {
      for (const type of [
        'application/json; charset=utf-8',
        'application/json;charset=UTF-8',
        'application/json; charset="utf-8"',
      ]) {
        const update = t.group.update()
        t.expectAccepted(await t.send(update.withHeader('Content-Type', type)))
      }
    },
  ),

  check(
    'header-names-any-case',
    'MUST understand header names in any case',
    { of: 'header-names-any-case' },
    async (t) => {
      for (const spell of [(name: string) => name.toLowerCase(), (name: string) => name.toUpperCase()]) {
        const answer = await t.send(t.group.update().withHeaderNames(spell))
        t.expectAccepted(answer)
        if (t.contract.accept) expectJson(t, answer)
      }
    },
  ),

  check(
    'gzip-readable',
    'MUST write an answer that can be read when gzip is offered',
    { of: 'answer-is-json' },
    async (t) => {
      const answer = await t.send(t.group.update().withHeader('Accept-Encoding', 'gzip'))
      t.expect(answer.json !== undefined, 'a readable JSON answer', answer.jsonReading.problem ?? '', answer)
    },
  ),
])

function xmlUpdate(t: CheckContext, text: string) {
  return t.group.update({ name: `${t.fixtures.names.name()}${text}` }).withoutHeader('Accept')
}

function expectJson(t: CheckContext, answer: Answer): void {
  t.expect(answer.saysJson, 'a JSON content type', answer.mediaType || 'no content type', answer)
}

/** Each value stands in the document as the text of an element or an attribute, whatever those are called. */
function expectTexts(t: CheckContext, answer: Answer, values: GroupValues): void {
  const texts = textsOf(answer)
  if (!texts) return
  const all = [...texts.values()].flat()
  for (const value of Object.values(values)) {
    const found = all.some((text) => text === value || text.trim() === value)
    t.expect(found, `${show(value)} as element or attribute`, show([...texts]), answer)
  }
}

/** The texts of an XML answer; undefined where it is none or not well-formed, which other checks judge. */
function textsOf(answer: Answer): ReadonlyMap<string, readonly string[]> | undefined {
  if (!answer.saysXml) return undefined
  const xml = readXml(answer)
  return xml.wellFormed ? xml.texts : undefined
}

/** Two documented forms of a date may stand in the two representations: the instants are compared, to the second. */
function createdAgrees(json: unknown, texts: ReadonlyMap<string, readonly string[]>): boolean {
  const xml = texts.get('created')?.[0]
  if (xml === undefined || typeof json !== 'string') return true
  const [a, b] = [instantOf(xml), instantOf(json)]
  return a === undefined || b === undefined ? xml === json : Math.abs(a - b) < 1_000
}
