import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { Json } from '../../helpers/contract/types.ts'
import type { AutodialerCall } from '../autodialer/call.ts'
import type { AutodialerDecisions } from '../autodialer/decisions.ts'
import { type Header, headerValues, type Reply } from '../exchange.ts'
import type { Variant } from '../fault.ts'
import { isObject } from '../json.ts'
import { plainReply } from '../send.ts'
import { Slot } from '../slot.ts'

type AutodialerVariant = Variant<AutodialerDecisions>

const seen = new Slot(() => ({ requests: new Set<string>(), count: 0 }))

/** Turns every seventh request away that was not seen before; asked again, it is served. */
function overloaded(status: number): AutodialerVariant['decisions'] {
  return (honest) => ({
    serves: (call) => {
      const memory = seen.of(call.server)
      const { rawHeaders, url, body } = call.request
      const request = `${url} ${rawHeaders.join(' ')} ${body.toString('latin1')}`
      const turned = !memory.requests.has(request) && ++memory.count % 7 === 0
      memory.requests.add(request)
      if (turned) busy.set(call, true)
      return !turned && honest.serves(call)
    },
    lost: (call) => {
      if (!busy.of(call)) return honest.lost(call)
      const { body } = plainReply(status, 'too much to do')
      return { status, headers: [['Retry-After', '0']], body }
    },
  })
}

const busy = new Slot(() => false)

function spelling(spell: (value: Json) => string): AutodialerVariant['decisions'] {
  return () => ({ jsonText: (_call, answer) => spell(answer.value) })
}

function labelled(type: string): AutodialerVariant['decisions'] {
  return () => ({ contentType: () => type })
}

/** Sends what is changed of each answer of every operation. */
function sent(change: (reply: Reply, call: AutodialerCall) => Reply): AutodialerVariant['decisions'] {
  return (honest) => ({ send: (call, reply) => honest.send(call, change(reply, call)) })
}

const withHeaders = (reply: Reply, ...more: readonly Header[]): Reply => ({
  ...reply,
  headers: [...reply.headers, ...more],
})

function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  )
}

const takesGzip = ({ request }: AutodialerCall) =>
  headerValues(request, 'accept-encoding').some((value) => /\bgzip\b/i.test(value))

/** PHP writes JSON in ASCII, with slashes escaped. */
function likePhp(value: Json): string {
  return JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** How answers are written and carried. */
export const autodialerWire: readonly AutodialerVariant[] = [
  {
    id: 'autodialer-member-order',
    difference: 'The members of an answer come in another order.',
    decisions: spelling((value) => JSON.stringify(reversed(value))),
  },
  {
    id: 'autodialer-pretty',
    difference: 'Answers are written over several lines, with a line end after the last.',
    decisions: spelling((value) => `${JSON.stringify(value, null, 4)}\r\n`),
  },
  {
    id: 'autodialer-escaped',
    difference: 'Answers are written in ASCII, as PHP does: with escapes for slashes and all other letters.',
    decisions: spelling(likePhp),
  },
  {
    id: 'autodialer-no-charset',
    difference: 'The media type has no parameter.',
    decisions: labelled('application/json'),
  },
  {
    id: 'autodialer-charset-quoted',
    difference: 'The media type is in capitals, its charset in quotation marks.',
    decisions: labelled('Application/JSON; Charset="utf-8"'),
  },
  {
    id: 'autodialer-header-case',
    difference: 'Names of headers are in lower case.',
    decisions: sent((reply) => ({
      ...reply,
      headers: reply.headers.map(([name, value]): Header => [name.toLowerCase(), value]),
    })),
  },
  {
    id: 'autodialer-more-headers',
    difference: 'Answers carry cookies and headers of a proxy.',
    decisions: sent((reply) =>
      withHeaders(
        reply,
        ['Set-Cookie', 'session=1'],
        ['Set-Cookie', 'lang=fa'],
        ['X-Powered-By', 'PHP/7.4'],
        ['Via', '1.1 proxy'],
      ),
    ),
  },
  {
    id: 'autodialer-connection-closed',
    difference: 'The connection is closed after each answer.',
    decisions: sent((reply) => withHeaders(reply, ['Connection', 'close'])),
  },
  {
    id: 'autodialer-gzip-when-asked',
    difference: 'Bodies are compressed for those who accept gzip.',
    decisions: sent((reply, call) =>
      takesGzip(call)
        ? {
            ...withHeaders(reply, ['Content-Encoding', 'gzip'], ['Vary', 'Accept-Encoding']),
            body: gzipSync(reply.body),
          }
        : reply,
    ),
  },
  {
    id: 'autodialer-chunked',
    difference: 'Answers come in chunks, some of which end within a letter.',
    decisions: () => ({
      send: ({ response }, { status, headers, body }) => {
        response.writeHead(status, [...headers.flat()])
        for (let at = 0; at < body.length; at += 61) response.write(body.subarray(at, at + 61))
        response.end()
      },
    }),
  },
  {
    id: 'autodialer-slow',
    difference: 'Each answer takes ten milliseconds.',
    decisions: (honest) => ({
      send: async (call, reply) => {
        await setTimeout(10)
        await honest.send(call, reply)
      },
    }),
  },
  {
    id: 'autodialer-overloaded-503',
    difference: 'Every seventh request is turned away for now with 503.',
    decisions: overloaded(503),
  },
  {
    id: 'autodialer-overloaded-429',
    difference: 'Every seventh request is turned away for now with 429.',
    decisions: overloaded(429),
  },
]
