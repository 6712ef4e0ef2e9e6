import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import type { Answer } from '../helpers/target/answer.ts'
import { anythingBeside, deliveryChecks, takesCapitalsAndRange } from './deliveries.ts'
import { hasFormats } from './formats.ts'
import { asUsual } from './plainest.ts'
import { served } from './precedence.ts'
import { refusalFormChecks } from './refusal-form.ts'
import { xmlChecks } from './xml.ts'

/** In which representation an answer comes, and how headers may be spelled. */
export const representation = behaviour('representation', [
  check(
    'xml-default',
    'MUST answer in XML when no accept header is sent',
    { of: 'xml-by-default', after: served },
    async (t) => expectXml(t, await withoutAccept(t)),
  ),

  check(
    'xml-default-kept-alive',
    'MUST answer in XML without an accept header, whatever the connection asked before',
    { of: 'xml-by-default', after: ['xml-default'] },
    async (t) => {
      await t.onOneConnection(async (send) => {
        await send(t.group.update())
        expectXml(t, await send(t.group.update().withoutHeader('Accept')))
      })
    },
  ),

  ...xmlChecks,
  ...refusalFormChecks,

  check(
    'xml-on-request',
    'SHOULD answer in XML when XML is asked for',
    { of: 'xml-on-request', after: ['xml-default'] },
    async (t) => expectXml(t, await onRequest(t)),
  ),

  check(
    'json-on-request',
    'MUST answer in JSON when JSON is asked for',
    { of: 'json-on-request', after: served },
    async (t) => expectJson(t, await asUsual(t)),
  ),

  check(
    'json-kept-alive',
    'MUST answer in JSON when asked, whatever the connection asked before',
    { of: 'json-on-request', after: ['json-on-request'] },
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
    {
      of: 'media-types-any-case',
      after: ['json-on-request', 'json-kept-alive'],
      appliesTo: hasFormats,
    },
    async (t) => {
      for (const accept of ['application/JSON', 'Application/Json'])
        expectJson(t, await t.send(t.group.update().withHeader('Accept', accept)))
    },
  ),

  check(
    'accept-weights',
    'INFERRED to weigh the media types of the accept header',
    { of: 'accept-weights', after: ['json-on-request', 'xml-on-request', 'accept-lists'] },
    async (t) => {
      const accepting = (types: string) => t.send(t.group.update().withHeader('Accept', types).free())
      for (const accept of [
        'application/xml; q=0.2 , application/json',
        'application/json;q=0.925 , application/xml;q=0.15',
        'text/plain, application/json;q=0.5',
      ]) {
        expectJson(t, await accepting(accept))
      }
      expectJson(t, await anythingBeside(t))
      expectXml(t, await accepting('application/json;q=0.1, application/xml;q=0.9'))
    },
  ),

  check(
    'content-type-any-case',
    'MUST understand the content type in any case',
    { of: 'media-types-any-case', after: served },
    async (t) => {
      const both = ['application/JSON', 'APPLICATION/json']
      for (const type of (await takesCapitalsAndRange(t)) ? both.slice(0, 1) : both) {
        t.expectAccepted(await t.send(t.group.update().withHeader('Content-Type', type)))
      }
    },
  ),

  check(
    'content-type-charset',
    'MUST accept a charset parameter of the content type',
    { of: 'charset-parameter', after: served },
    async (t) => {
      for (const type of [
        'application/json; charset=utf-8',
        // Names of parameters are in any case (RFC 9110, section 8.3.1), as this charset is in the next.
        'application/json;Charset=UTF-8',
        'application/json; charset="UTF-8"',
      ]) {
        t.expectAccepted(await t.send(t.group.update().withHeader('Content-Type', type)))
      }
    },
  ),

  check(
    'header-names-any-case',
    'MUST understand header names in any case',
    { of: 'header-names-any-case', after: [...served, 'json-on-request'] },
    async (t) => {
      for (const spell of [(name: string) => name.toLowerCase(), (name: string) => name.toUpperCase()]) {
        const answer = await t.send(t.group.update().withHeaderNames(spell))
        t.expectAccepted(answer)
        if (t.contract.accept) expectJson(t, answer)
      }
    },
  ),

  ...deliveryChecks,

  check(
    'gzip-readable',
    'MUST write an answer that can be read when gzip is offered',
    { of: 'answer-is-json', after: [...served, 'answer-is-json', 'accept-lists'] },
    async (t) => {
      // Where a format has to be asked for, it is.
      const answer = t.contract.accept
        ? await t.send(t.group.update().withHeader('Accept-Encoding', 'gzip'))
        : await anythingBeside(t)
      t.expectAccepted(answer)
      t.expect(!answer.miscoded, 'a body in the content coding that the answer names', 'another body', answer)
      const { problem } = answer.jsonReading
      t.expect(problem === undefined, 'a readable JSON answer', problem ?? '', answer)
    },
  ),
])

function withoutAccept(t: CheckContext): Promise<Answer> {
  return t.sendOnce('representation by default', () => t.group.update().withoutHeader('Accept'), true)
}

function onRequest(t: CheckContext): Promise<Answer> {
  const make = () => t.group.update().withHeader('Accept', 'application/xml').free()
  return t.sendOnce('representation on request', make, true)
}

/** The update is carried out, and answered in JSON. */
function expectJson(t: CheckContext, answer: Answer): void {
  t.expectAccepted(answer)
  // An answer without a body is in no format.
  if (!t.contract.reports) return
  t.expect(answer.saysJson, 'a JSON content type', answer.mediaType || 'no content type', answer)
}

/** The update is carried out, and answered in XML: a refusal in XML is none of it. */
function expectXml(t: CheckContext, answer: Answer): void {
  t.expectAccepted(answer)
  t.expect(answer.saysXml, 'an XML content type', answer.mediaType || 'no content type', answer)
}
