import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import type { Answer } from '../helpers/target/answer.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { asUsual } from './as-usual.ts'
import { refusalFormChecks } from './refusal-form.ts'
import { xmlChecks } from './xml.ts'

/** In which representation an answer comes, and how headers may be spelled. */
export const representation = behaviour('representation', [
  check(
    'xml-default',
    'MUST answer in XML when no accept header is sent',
    { of: 'xml-by-default' },
    async (t) => expectXml(t, await withoutAccept(t)),
  ),

  check(
    'xml-default-kept-alive',
    'MUST answer in XML without an accept header, whatever the connection asked before',
    { of: 'xml-by-default' },
    async (t) => {
      await t.onOneConnection(async (send) => {
        await send(t.group.update())
        await expectXmlAsByDefault(t, await send(t.group.update().withoutHeader('Accept')))
      })
    },
  ),

  ...xmlChecks,
  ...refusalFormChecks,

  check('xml-on-request', 'SHOULD answer in XML when XML is asked for', { of: 'xml-on-request' }, async (t) =>
    expectXmlAsByDefault(t, await onRequest(t)),
  ),

  check(
    'json-on-request',
    'MUST answer in JSON when JSON is asked for',
    { of: 'json-on-request' },
    async (t) => expectJson(t, await asUsual(t)),
  ),

  check(
    'json-kept-alive',
    'MUST answer in JSON when asked, whatever the connection asked before',
    { of: 'json-on-request' },
    async (t) => {
      await t.onOneConnection(async (send) => {
        await send(t.group.update().withoutHeader('Accept'))
        await expectJsonAsUsual(t, await send(t.group.update()))
      })
    },
  ),

  check(
    'accept-any-case',
    'MUST understand application/JSON in the capitals of the page',
    { of: 'media-types-any-case', appliesTo: ({ accept }) => accept !== undefined },
    async (t) => {
      for (const accept of ['application/JSON', 'Application/Json'])
        await expectJsonAsUsual(t, await accepting(t, accept))
    },
  ),

  check(
    'accept-weights',
    'SHOULD weigh the media types of the accept header',
    { of: 'accept-weights' },
    async (t) => {
      for (const accept of [
        'application/xml; q=0.2 , application/json',
        'application/json;q=0.925 , application/xml;q=0.15',
        '*/*;q=0.1, text/plain;q=0.5, application/json;q=1.000',
        'text/plain, application/json;q=0.5',
      ]) {
        await expectJsonAsUsual(t, await accepting(t, accept))
      }
      // Only a server that offers XML to those who ask for it can weigh it.
      if (!(await onRequest(t)).saysXml) return
      expectXml(t, await accepting(t, 'application/json;q=0.1, application/xml;q=0.9'))
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
        if (t.contract.accept) await expectJsonAsUsual(t, answer)
      }
    },
  ),

  check(
    'gzip-readable',
    'MUST write an answer that can be read when gzip is offered',
    { of: 'answer-is-json' },
    async (t) => {
      const answer = await t.send(t.group.update().withHeader('Accept-Encoding', 'gzip'))
      t.expect(!answer.miscoded, 'a body in the content coding that the answer names', 'another body', answer)
      const { problem } = answer.jsonReading
      // An answer that is no JSON without gzip either is the finding of another check.
      if (problem !== undefined && (await t.send(t.group.update())).jsonReading.problem !== undefined) return
      t.expect(problem === undefined, 'a readable JSON answer', problem ?? '', answer)
    },
  ),
])

async function withoutAccept(t: CheckContext): Promise<Answer> {
  const make = () => t.group.update().withoutHeader('Accept')
  return (await t.sendOnce('representation by default', make, true)).answer
}

async function onRequest(t: CheckContext): Promise<Answer> {
  const make = () => t.group.update().withHeader('Accept', 'application/xml')
  return (await t.sendOnce('representation on request', make, true)).answer
}

async function accepting(t: CheckContext, types: string): Promise<Answer> {
  const update: UpdateRequest = t.group.update()
  return t.send(update.withHeader('Accept', types))
}

function expectJson(t: CheckContext, answer: Answer): void {
  // Where there is no body there is nothing to label.
  if (t.isAccepted(answer) && answer.body.length === 0) return
  t.expect(answer.saysJson, 'a JSON content type', answer.mediaType || 'no content type', answer)
}

function expectXml(t: CheckContext, answer: Answer): void {
  if (t.isAccepted(answer) && answer.body.length === 0) return
  t.expect(answer.saysXml, 'an XML content type', answer.mediaType || 'no content type', answer)
}

/** JSON, unless who asks for it in the usual way does not get it either. */
async function expectJsonAsUsual(t: CheckContext, answer: Answer): Promise<void> {
  if (answer.saysJson || (await asUsual(t)).saysJson) expectJson(t, answer)
}

/** XML, unless who asks for nothing does not get it either. */
async function expectXmlAsByDefault(t: CheckContext, answer: Answer): Promise<void> {
  if (answer.saysXml || (await withoutAccept(t)).saysXml) expectXml(t, answer)
}
