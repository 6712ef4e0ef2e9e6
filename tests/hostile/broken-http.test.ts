import { expect } from 'vitest'
import { test } from '../run/command.ts'
import { besideOthers } from '../run/when-finished.ts'
import type { Misbehave } from './front.ts'
import { runAgainst, some } from './run-against.ts'

const json = 'Content-Type: application/json\r\n'
const empty = 'Content-Length: 0\r\n\r\n'

const unreadable: Readonly<Record<string, string>> = {
  'a status line without a status': `HTTP/1.1 OK\r\n${empty}`,
  'a status of two digits': `HTTP/1.1 20 OK\r\n${empty}`,
  'a version that there is not': `HTTP/9.9 200 OK\r\n${empty}`,
  'the greeting of a mail server': '220 mail.example.org ESMTP\r\n',
  'a header without a colon': `HTTP/1.1 200 OK\r\nno header at all\r\n${empty}`,
  'a header whose name has a blank': `HTTP/1.1 200 OK\r\nbad name: x\r\n${empty}`,
  'a header with a null byte': `HTTP/1.1 200 OK\r\nX-Null: a\0b\r\n${empty}`,
  'a header of a megabyte': `HTTP/1.1 200 OK\r\nX-Huge: ${'x'.repeat(1024 * 1024)}\r\n${empty}`,
  'ten thousand headers': `HTTP/1.1 200 OK\r\n${'X-Many: x\r\n'.repeat(10_000)}${empty}`,
  'two lengths': `HTTP/1.1 200 OK\r\n${json}Content-Length: 2\r\nContent-Length: 9\r\n\r\n{}`,
  'a length that is no number': `HTTP/1.1 200 OK\r\n${json}Content-Length: many\r\n\r\n{}`,
  'a length below nothing': `HTTP/1.1 200 OK\r\n${json}Content-Length: -1\r\n\r\n{}`,
  'a length and chunks': `HTTP/1.1 200 OK\r\n${json}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}`,
  'a chunk whose length is no number': `HTTP/1.1 200 OK\r\n${json}Transfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n`,
  'a chunk that is longer than it says': `HTTP/1.1 200 OK\r\n${json}Transfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n`,
  'another protocol':
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: gopher\r\nConnection: Upgrade\r\n\r\ni\t\t\t\r\n',
}

// Side by side: much of their time they wait.
test.concurrent.for(inPairs(unreadable))(
  'a server that sends %s, and one that sends %s are inconclusive: they have not answered',
  async ([, , one, other], { command, onTestFinished }) => {
    const ran = await besideOthers(onTestFinished, () => runAgainst(command, write(one), some, write(other)))
    expect(ran.code).toBe(3)
    expect([ran.everything.verdict, ran.updates.verdict]).toEqual(['inconclusive', 'inconclusive'])
  },
)

const readable: Readonly<Record<string, string>> = {
  'a body that goes on behind its length': `HTTP/1.1 200 OK\r\n${json}Content-Length: 2\r\n\r\n{"name":"x"}`,
  'a body without a length that ends with the connection': `HTTP/1.1 200 OK\r\n${json}\r\n{`,
  'a header ten times': `HTTP/1.1 200 OK\r\n${json.repeat(10)}${empty}`,
  'an answer to a question that nobody asked': `HTTP/1.1 200 OK\r\n${json}Content-Length: 2\r\n\r\n{}HTTP/1.1 500 Late\r\n${empty}`,
  'a body that is not allowed': `HTTP/1.1 204 No Content\r\n\r\n{"id":"x"}`,
}

test.concurrent.for(Object.entries(readable))(
  'a server that sends %s is not conformant: what could be read is wrong',
  async ([, bytes], { command, onTestFinished }) => {
    const ran = await besideOthers(onTestFinished, () =>
      runAgainst(command, (socket) => socket.end(bytes), some),
    )
    expect(ran.code).toBe(1)
    expect(ran.updates.verdict).toBe('not-conformant')
  },
)

/** A run tries two kinds, one on each endpoint: the last is tried on both where it is alone. */
function inPairs(kinds: Readonly<Record<string, string>>): [string, string, string, string][] {
  const all = Object.entries(kinds)
  return all.flatMap(([name, bytes], at) => {
    const [otherName, other] = all[at + 1] ?? [name, bytes]
    return at % 2 === 0 ? [[name, otherName, bytes, other]] : []
  })
}

function write(bytes: string): Misbehave {
  return (socket) => socket.write(Buffer.from(bytes, 'latin1'))
}
