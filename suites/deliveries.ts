import { check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import type { Answer } from '../helpers/target/answer.ts'
import { eachForm } from './each-form.ts'
import { expectPlainRefused } from './plain-form.ts'
import { answered, kept } from './precedence.ts'
import { textChecks } from './text.ts'

/** How a valid update reaches the server, and which answers a client takes. */
export const deliveryChecks = [
  check(
    'delivered-differently',
    'MUST carry out an update whose body comes in pieces or in chunks, or with headers that are none of an update',
    { of: 'deliveries-served', after: [...kept, ...textChecks, 'answer-is-json'] },
    async (t) =>
      eachForm(
        t,
        [
          ['in two pieces, with Connection: close', expectPiecesRead],
          ['in two chunks, cut inside a letter', expectChunksRead],
          ['in another language, and with what belongs to a download', expectOthersDisregarded],
          ['with an offer to go on in HTTP/2', expectOfferDisregarded],
        ],
        (attempt) => attempt(t),
      ),
  ),

  check(
    'accept-lists',
    'MUST carry out an update whose accept header names JSON among others, or anything',
    { of: 'accept-served', after: [...answered, 'json-on-request'] },
    async (t) => {
      // Who takes anything may be given XML: that is a matter of weights.
      t.expectAccepted(await anythingBeside(t))
      if (t.contract.accept === undefined) return
      t.expectAccepted(await t.send(t.group.update().withHeader('Accept', '*/*')))
      if (!(await takesCapitalsAndRange(t)))
        t.expectAccepted(await t.send(t.group.update().withHeader('Accept', 'application/*')))
      // Several lines of a header are one list (RFC 9110, section 5.2).
      const lines = ['text/html', 'text/plain, application/json; charset=utf-8']
      const answer = await t.send(t.group.update().withHeaderLines('Accept', lines))
      t.expectAccepted(answer)
      if (t.contract.reports)
        t.expect(answer.saysJson, 'a JSON content type', answer.mediaType || 'no content type', answer)
    },
  ),
]

/**
 * What axios sends, and with it most clients in JavaScript: JSON or anything else. Where there is but one format it says,
 * as they do, that it takes that compressed too.
 */
export function anythingBeside(t: CheckContext): Promise<Answer> {
  const make = () => {
    const update = t.group.update().withHeader('Accept', 'application/json, text/plain, */*')
    return t.contract.accept ? update : update.withHeader('Accept-Encoding', 'gzip')
  }
  return t.sendOnce('JSON or anything', make, false)
}

/**
 * Two duties in one request, as a server that keeps both takes it: a content type in capitals, and an answer in any format
 * of `application`. Where it is not taken, each is asked by itself.
 */
export async function takesCapitalsAndRange(t: CheckContext): Promise<boolean> {
  const make = () => {
    const update = t.group.update().withHeader('Content-Type', 'APPLICATION/json').free()
    return t.contract.accept ? update.withHeader('Accept', 'application/*') : update
  }
  return t.isAccepted(await t.sendOnce('content type in capitals', make, false))
}

async function expectPiecesRead(t: CheckContext): Promise<void> {
  const update = t.group.update()
  const cut = update.inPieces(update.text.length / 2).withHeader('Connection', 'close')
  const answer = await t.send(cut)
  t.expectAccepted(answer)
  await t.expectTold(t.group, answer, update.values)
  // What is carried out after the answer may be lost with the connection.
  if (t.meets('read-back')) await t.expectStored(t.group, update.values)
}

/** What clients in Java send with each first request, as they would rather go on in HTTP/2 (RFC 7540, section 3.2). */
async function expectOfferDisregarded(t: CheckContext): Promise<void> {
  const update = t.group
    .update()
    .withHeader('Connection', 'Upgrade, HTTP2-Settings')
    .withHeader('Upgrade', 'h2c')
    .withHeader('HTTP2-Settings', 'AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA')
  const answer = await t.send(update.free())
  if (answer.status === 101) return t.note('the offer to go on in HTTP/2 is taken')
  t.expectAccepted(answer)
  await t.expectTold(t.group, answer, update.values)
}

/**
 * What a proxy or a browser adds: RFC 9110 gives it no meaning for an update (sections 12.5.4, 13.1.3 and 14.2). Browsers
 * used to prefer Latin-1 and take UTF-8 as well: JSON comes in UTF-8 alone (RFC 8259, section 8.1), which a letter beyond
 * ASCII shows.
 */
async function expectOthersDisregarded(t: CheckContext): Promise<void> {
  const update = t.group.update({ name: `${t.fixtures.names.name()} é` }).maybeRefused()
  const others = update
    .withHeader('Accept-Language', 'fa-IR, de;q=0.5')
    .withHeader('Accept-Charset', 'ISO-8859-1, utf-8;q=0.7, *;q=0.7')
    .withHeader('If-Modified-Since', 'Sat, 29 Oct 2044 19:43:31 GMT')
    .withHeader('Range', 'bytes=0-9')
  const answer = await t.send(others)
  if (!t.isAccepted(answer)) return expectPlainRefused(t, update, answer, 'without these headers')
  await t.expectTold(t.group, answer, update.values)
  const { problem } = answer.saysJson ? answer.jsonReading : {}
  t.expect(problem === undefined, 'a readable JSON answer', problem ?? '', answer)
  // What is told in one language may be stored for that one alone.
  if (t.meets('read-back')) await t.expectStored(t.group, update.values)
}

/**
 * A server may ask for the length of a body (RFC 9110, section 15.5.12), and refuse letters that it does not want: but not
 * because they come so.
 */
async function expectChunksRead(t: CheckContext): Promise<void> {
  const update = t.group.update({ name: `${t.fixtures.names.name()} é` }).maybeRefused()
  const inChunks = update
    .inPieces(Buffer.from(update.text).indexOf('é') + 1)
    .withHeader('Transfer-Encoding', 'chunked')
    .free()
  const answer = await t.send(inChunks)
  if (answer.status === 411) return t.note('a body without a length is refused with 411')
  if (t.isAccepted(answer)) return t.expectTold(t.group, answer, update.values)
  await expectPlainRefused(t, update, answer, 'whole')
}
