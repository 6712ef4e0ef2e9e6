import { check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { onceARun } from '../helpers/checks/once.ts'
import type { Json, Role } from '../helpers/contract/types.ts'
import type { Answer } from '../helpers/target/answer.ts'
import { show } from '../helpers/target/describe.ts'
import { ownerRefusals } from '../helpers/target/exchange-kind.ts'
import { instantOf, tellsMilliseconds } from '../helpers/target/instant.ts'
import { readXml } from '../helpers/target/xml.ts'
import { hasOwner } from './other-owner.ts'
import { repeated } from './persistence.ts'
import { textChecks } from './text.ts'

type Texts = ReadonlyMap<string, readonly string[]>

/** Names that XML written by hand gets wrong, each made of a plain one. */
const odd: readonly (readonly [
  id: string,
  what: string,
  named: (plain: string) => string,
  ...after: string[],
])[] = [
  ['xml-values-special', 'XML specials', (plain) => `${plain}  <b>&amp;"'>]]> $$ $&`],
  ['xml-values-line-ends', 'line ends and a tab', (plain) => `${plain} a\rb\tc\r\nd`, 'xml-values-special'],
  ['xml-values-unicode', 'letters of other scripts', (plain) => `${plain} Ünïcödé “€” گروه 团 🚀`],
  ['xml-values-long', 'a name of more than 200 characters', (plain) => `${plain} ${'long '.repeat(40)}end`],
  // XML 1.0 has no place for it: who takes it cannot answer in XML as it is.
  ['xml-values-control', 'a control character', (plain) => `${plain} \u0001end`, 'text-control'],
  ['xml-values-number', 'a number with leading zeros', () => '0043', 'text-leading-zeros'],
]

/** Updates of one group that ask for no format: with such names, and at last one that was answered in JSON just before. */
const sentForXml = onceARun(async (t) => {
  const send = async (named: (plain: string) => string) => {
    const plain = t.fixtures.names.name()
    const name = named(plain)
    const update = t.group.update({ name }).withoutHeader('Accept')
    return { plain, name, answer: await t.send(name === plain ? update : update.maybeRefused()) }
  }
  const named = new Map([['', await send((plain) => plain)]])
  for (const [id, , nameOf] of odd) named.set(id, await send(nameOf))
  const owned = t.meets('owner-elsewhere') ? await ownedOddly(t) : undefined
  const update = t.group.update()
  const inJson = await t.send(update)
  // What is kept of an answer in JSON is none in XML.
  return { named, owned, update, inJson, inXml: await t.send(repeated(t, update).withoutHeader('Accept')) }
})

/** An owner that XML written by hand gets wrong; the next update takes it back. */
async function ownedOddly(t: CheckContext) {
  const owner = ` x&<"${t.fixtures.names.number()} `
  const update = t.group.update({ owner }).withoutHeader('Accept')
  return { owner, answer: await t.send(update.maybeRefused(...ownerRefusals)) }
}

const byDefault = ['xml-default', 'xml-default-kept-alive']

/** What an answer in XML holds: whether it can be read, and whether it says what the one in JSON says. */
export const xmlChecks = [
  check(
    'xml-well-formed',
    'MUST write well-formed XML',
    {
      of: 'xml-well-formed',
      after: [...byDefault, 'robust-control', 'robust-refusals-without-accept', 'required-name-missing'],
    },
    async (t) => {
      const { named } = await sentForXml(t)
      for (const [of, { answer }] of named) if (of === '' || t.isTaken(answer)) await textsOf(t, answer)
    },
  ),

  check(
    'xml-values',
    'MUST report the same values in XML as in JSON',
    {
      of: 'xml-same-values',
      after: [
        ...byDefault,
        'xml-well-formed',
        'answer-echo',
        'answer-members',
        'same-update-again',
        'own-pair',
        'update-creates-nothing',
        'date-form',
        'created-kept',
        'updated-after-created',
      ],
    },
    async (t) => {
      const { update, inJson, inXml: answer } = await sentForXml(t)
      const { members } = t.reported(inJson)
      const texts = await textsOf(t, answer)
      for (const [role, value] of Object.entries(update.values)) {
        t.expect(holds(texts, value), `${show(value)} as element or attribute`, show([...texts]), answer)
        // Nobody documents what the elements are called; but one that is called as the member holds no other's value.
        const member = t.contract.members[role as Role] ?? role
        const [own, ...more] = texts.get(member) ?? []
        const isOthers = own !== value && Object.values(update.values).some((other) => other === own)
        if (isOthers && more.length === 0) t.expectSame(`${member} in XML`, value, own, answer)
      }
      const dates = t.contract.dates.members.filter((member) => isDate(members[member]))
      const shown = [...texts.values()].flat().filter(isDate)
      t.expect(
        shown.length >= dates.length,
        `${dates.join(' and ')} as elements or attributes`,
        show([...texts]),
        answer,
      )
      const created = texts.get('created') ?? []
      if (created.length > 0 && !created.some((each) => isSameTime(members.created, each)))
        t.expectSame('created in XML', members.created, created[0], answer)
      expectInOrder(t, texts, answer)
    },
  ),

  ...odd.map(([id, what, , ...after]) =>
    check(
      id,
      `MUST report ${what} in XML as sent`,
      {
        of: 'xml-same-values',
        after: [...byDefault, 'xml-well-formed', 'xml-values', ...textChecks, ...after],
      },
      async (t) => {
        const sent = (await sentForXml(t)).named.get(id)
        if (!sent || !t.isTaken(sent.answer)) return
        const texts = await textsOf(t, sent.answer)
        if (holds(texts, sent.name)) return
        const like = [...texts.values()].flat().find((text) => text.startsWith(sent.plain))
        t.expectSame('a text in XML', sent.name, like, sent.answer)
      },
    ),
  ),

  check(
    'xml-values-owner',
    'MUST report an owner with XML specials and blanks at either end in XML as sent',
    {
      of: 'xml-same-values',
      needs: ['owner-elsewhere'],
      after: [
        ...byDefault,
        'xml-well-formed',
        'xml-values',
        'xml-values-special',
        'text-owner',
        'owner-changed',
      ],
      appliesTo: hasOwner,
    },
    async (t) => {
      const { owned } = await sentForXml(t)
      if (!owned || !t.isTaken(owned.answer, ownerRefusals)) return
      const texts = await textsOf(t, owned.answer)
      t.expect(
        holds(texts, owned.owner),
        `${show(owned.owner)} as element or attribute`,
        show([...texts]),
        owned.answer,
      )
    },
  ),
]

/** The value stands in the document as the text of an element or an attribute, whatever those are called. */
function holds(texts: Texts, value: Json | undefined): boolean {
  return [...texts.values()].flat().some((text) => text === value)
}

/** The texts of an accepted answer in well-formed XML. */
async function textsOf(t: CheckContext, answer: Answer): Promise<Texts> {
  t.expectAccepted(answer)
  t.expect(answer.saysXml, 'an XML content type', answer.mediaType || 'no content type', answer)
  const xml = await readXml(answer)
  t.expect(xml.wellFormed, 'well-formed XML', xml.wellFormed ? '' : xml.problem, answer)
  return xml.wellFormed ? xml.texts : new Map()
}

function isDate(value: unknown): boolean {
  return typeof value === 'string' && instantOf(value) !== undefined
}

/**
 * Two documented forms of a date may stand in the two representations: the instants are compared, to the millisecond where
 * both tell it, else to two seconds.
 */
function isSameTime(json: Json | undefined, xml: string): boolean {
  if (typeof json !== 'string') return true
  const [a, b] = [instantOf(xml), instantOf(json)]
  if (a === undefined || b === undefined) return xml === json
  // What one of them cuts off the other may round.
  const isExact = [xml, json].every((date) => tellsMilliseconds(date) && /\.\d{3}/.test(date))
  return Math.abs(a - b) <= (isExact ? 1 : 2_000)
}

/** As in JSON, the update is not before the creation, to a second. */
function expectInOrder(t: CheckContext, texts: Texts, answer: Answer): void {
  const [created, updated] = ['created', 'updated'].map((member) => {
    const [only, ...more] = (texts.get(member) ?? []).filter(isDate)
    return only === undefined || more.length > 0 ? undefined : instantOf(only)
  })
  if (created === undefined || updated === undefined) return
  t.expect(updated > created - 1_000, 'updated not before created in XML', show([...texts]), answer)
}
