import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { headerValues, type Reply } from '../exchange.ts'
import type { Variant } from '../fault.ts'
import { sendReply } from '../send.ts'
import { Slot } from '../slot.ts'
import type { SqsCall } from '../sqs/call.ts'
import type { SqsDecisions } from '../sqs/decisions.ts'

/** How answers travel. */
export const http: readonly Variant<SqsDecisions>[] = [
  {
    id: 'sqs-gzip-when-asked',
    difference: 'Bodies are compressed for those who accept gzip.',
    decisions: (honest) => ({
      send: (call, reply) => honest.send(call, takesGzip(call) ? compressed(reply) : reply),
    }),
  },
  {
    id: 'sqs-chunked',
    difference: 'Bodies come in chunks, without their length.',
    decisions: () => ({
      send: async ({ response }, { status, headers, body }) => {
        if (response.destroyed) return
        response.writeHead(status, headers.flat())
        for (let at = 0; at < body.length; at += 7) response.write(body.subarray(at, at + 7))
        await new Promise<void>((resolve) => response.end(resolve))
      },
    }),
  },
  {
    id: 'sqs-connection-closed',
    difference: 'Each answer ends its connection.',
    decisions: (honest) => ({
      send: (call, reply) =>
        honest.send(call, { ...reply, headers: [...reply.headers, ['Connection', 'close']] }),
    }),
  },
  {
    id: 'sqs-cookie-set',
    difference: 'Answers set cookies, and nobody reads them.',
    decisions: (honest) => ({
      send: (call, reply) =>
        honest.send(call, {
          ...reply,
          headers: [...reply.headers, ['Set-Cookie', 'SESSION=4f8a2c91d07b; Path=/; HttpOnly']],
        }),
    }),
  },
  {
    id: 'sqs-slow',
    difference: 'Each answer takes ten milliseconds.',
    decisions: (honest) => ({
      send: async (call, reply) => {
        await sleep(10)
        return honest.send(call, reply)
      },
    }),
  },
  {
    id: 'sqs-overloaded',
    difference: 'Every seventh request is turned away with 503 and may be sent again at once.',
    decisions: (honest) => ({
      serves: async (call) => (await honest.serves(call)) && !turnedAway(call),
      lost: (call) =>
        away.of(call.store).has(call)
          ? { status: 503, headers: [['Retry-After', '0']], body: Buffer.alloc(0) }
          : honest.lost(call),
    }),
  },
  {
    id: 'sqs-headers-lower',
    difference: 'Names of headers are written in small letters.',
    decisions: () => ({
      send: ({ response }, reply) => {
        const headers = reply.headers.map(([name, value]) => [name.toLowerCase(), value] as const)
        return sendReply(response, { ...reply, headers })
      },
    }),
  },
  {
    id: 'sqs-charset-none',
    difference: 'Media types have no charset.',
    decisions: () => ({ contentType: (_call, format) => `application/${format}` }),
  },
  {
    id: 'sqs-json-suffix',
    difference: 'The media types are the vendor’s own, with the suffixes of JSON and XML.',
    decisions: () => ({ contentType: (_call, format) => `application/vnd.sqs.group+${format}` }),
  },
]

const seen = new Slot(() => new Set<string>())
const away = new Slot(() => new WeakSet<SqsCall>())

/** No request is turned away twice, however often others are sent again in between. */
function turnedAway(call: SqsCall): boolean {
  const { method, url, body } = call.request
  const key = `${method} ${url} ${body.toString('latin1')}`
  const turned = call.sequence % 7 === 0 && !seen.of(call.store).has(key)
  if (turned) {
    seen.of(call.store).add(key)
    away.of(call.store).add(call)
  }
  return turned
}

function takesGzip({ request }: SqsCall): boolean {
  return headerValues(request, 'accept-encoding').some((value) =>
    /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(value),
  )
}

function compressed(reply: Reply): Reply {
  if (reply.body.length === 0) return reply
  const headers = [...reply.headers, ['Content-Encoding', 'gzip'], ['Vary', 'Accept-Encoding']] as const
  return { ...reply, headers, body: gzipSync(reply.body) }
}
