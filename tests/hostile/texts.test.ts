import { describe, expect } from 'vitest'
import { test } from '../run/command.ts'
import { runAgainst, some } from './run-against.ts'

/** Whatever a terminal, a CI log, an XML or an HTML report could take for its own. */
const nasty = [
  '\u001b]0;owned\u0007\u001b[2J\u001b[31m',
  '\u009b31m',
  '\r::error file=a.js::owned',
  '\n::error::owned',
  '\n  ::add-mask::owned',
  '\n##[error]owned ##vso[task.complete result=Succeeded;] ##teamcity[buildStop]',
  '\n]]><failure/>',
  '</script><script>alert(1)</script>',
  '<!-- --> &amp; &#0; " \'',
  '\u0000\u0008\u007f\u202e\u2028\ufeff\ufffe',
].join(' ')

/** What of it an HTTP header can carry (RFC 9110, section 5.5). */
const inHeader = nasty.replace(/[^\t\x20-\x7e\x80-\xff]/g, ' ')

const group = JSON.stringify({ id: nasty, ownerId: nasty, name: nasty, created: nasty, [nasty]: nasty })
const well = (depth: number) => `${'{"name":'.repeat(depth)}1${'}'.repeat(depth)}`

const answers: Readonly<Record<string, Buffer>> = {
  'control characters and commands in every field': answer('application/json', group),
  'control characters and commands as they are': answer('text/plain', nasty),
  'control characters and commands in its headers': answer(
    `text/${inHeader}`,
    '{}',
    `X-Nasty: ${inHeader}\r\n`,
  ),
  'bytes that are not UTF-8': answer(
    'application/json',
    Buffer.from('{"name":"\xff\xfe\xc0\x80"}', 'latin1'),
  ),
  'JSON as deep as a well': answer('application/json', well(10_000)),
}

describe.for(Object.entries(answers))('a server that sends %s', ([, bytes]) => {
  test('is not conformant, and gets at nothing', async ({ command }) => {
    const ran = await runAgainst(command, (socket) => socket.write(bytes), some)
    expect(ran.code).toBe(1)
    expect([ran.everything.verdict, ran.updates.verdict]).toEqual(['not-conformant', 'not-conformant'])
  })
})

test('one that sends them in its status line is reported by the status alone', async ({ command }) => {
  const bytes = Buffer.from(`HTTP/1.1 500 ${inHeader}\r\nContent-Length: 2\r\n\r\n{}`, 'latin1')
  const ran = await runAgainst(command, (socket) => socket.write(bytes), some)
  expect(ran.code).toBe(1)
  expect(ran.updates.verdict).toBe('not-conformant')
  expect(ran.stdout).not.toContain('owned')
})

function answer(mediaType: string, body: string | Buffer, headers = ''): Buffer {
  const bytes = Buffer.from(body)
  const head = `HTTP/1.1 200 OK\r\nContent-Type: ${mediaType}\r\n${headers}Content-Length: ${bytes.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head, 'latin1'), bytes])
}
