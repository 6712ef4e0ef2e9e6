import { gzipSync } from 'node:zlib'
import { describe, expect } from 'vitest'
import { test } from '../run/command.ts'
import { type Misbehave, pour } from './front.ts'
import { runAgainst } from './run-against.ts'

const start = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'
const kilobytes = 'x'.repeat(64 * 1024)

const endless: Readonly<Record<string, Misbehave>> = {
  'a body without an end, in chunks': (socket) =>
    pour(socket, `${start}Transfer-Encoding: chunked\r\n\r\n`, `10000\r\n${kilobytes}\r\n`),
  'a body without an end or a length': (socket) => pour(socket, `${start}\r\n`, kilobytes),
  'a body that is announced larger than any disk': (socket) =>
    pour(socket, `${start}Content-Length: 1000000000000000\r\n\r\n`, kilobytes),
  'headers without an end': (socket) => pour(socket, start, 'X-More: and more\r\n'.repeat(1_000)),
  'a gzip bomb': (socket) => socket.write(bomb),
}

const zipped = gzipSync(Buffer.alloc(512 * 1024 * 1024))
const bomb = Buffer.concat([
  Buffer.from(`${start}Content-Encoding: gzip\r\nContent-Length: ${zipped.length}\r\n\r\n`),
  zipped,
])

describe.for(Object.entries(endless))('a server that sends %s', ([, misbehave]) => {
  test('is inconclusive, and takes no memory', async ({ command }) => {
    const ran = await runAgainst(command, misbehave, ['--timeout', '5'])
    expect(ran.code).toBe(3)
    expect([ran.everything.verdict, ran.updates.verdict]).toEqual(['inconclusive', 'inconclusive'])
  })
})

test('a server that sends bodies just within the limit is not conformant, and takes no memory', async ({
  command,
}) => {
  const text = `{"name":"${'x'.repeat(512 * 1024 - 100)}"}`
  const bytes = Buffer.from(`${start}Content-Length: ${text.length}\r\n\r\n${text}`)
  const ran = await runAgainst(command, (socket) => socket.write(bytes))
  expect(ran.code).toBe(1)
  expect(ran.updates.verdict).toBe('not-conformant')
})
