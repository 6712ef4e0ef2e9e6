import { describe, expect } from 'vitest'
import { test } from '../run/command.ts'
import { wire } from '../target/wire.ts'
import { runAgainst, some } from './run-against.ts'

// Whom a run connects to is watched by `runAgainst`; that nobody gets there is seen from the other side too.
const lures: Readonly<Record<string, (elsewhere: string) => string>> = {
  'redirects in circles': () => answer(307, 'Location: ?again\r\n'),
  'redirects abroad': (elsewhere) =>
    answer(307, `Location: ${elsewhere}/x\r\nRefresh: 0; url=${elsewhere}\r\n`),
  'sends XML with entities from elsewhere, and from files': (elsewhere) =>
    xml(
      `<!DOCTYPE g [<!ENTITY e SYSTEM "${elsewhere}/e"><!ENTITY f SYSTEM "file:///etc/hostname">]>` +
        '<g><id>&e;</id><name>&f;</name></g>',
    ),
  'sends XML with a DTD from elsewhere': (elsewhere) =>
    xml(
      `<!DOCTYPE g SYSTEM "${elsewhere}/g.dtd" [<!ENTITY % p SYSTEM "${elsewhere}/p">%p;]><g><id>x</id></g>`,
    ),
  'sends XML with a stylesheet, a schema and an inclusion': (elsewhere) =>
    xml(
      `<?xml-stylesheet href="${elsewhere}/s.xsl"?><g xmlns:xi="http://www.w3.org/2001/XInclude" ` +
        `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="${elsewhere}/g.xsd">` +
        `<xi:include href="${elsewhere}/i"/></g>`,
    ),
  'sends XML with entities that grow': () => xml(`<!DOCTYPE g [${billionLaughs()}]><g><id>&l9;</id></g>`),
}

describe.for(Object.entries(lures))('a server that %s', ([, lure]) => {
  test('is not conformant, and leads nowhere', async ({ command }) => {
    const elsewhere = await wire((_request, socket) => socket.end(answer(200, '')))
    const ran = await runAgainst(command, (socket) => socket.write(lure(elsewhere.url)), some)
    expect(elsewhere.connections()).toBe(0)
    expect(ran.code).toBe(1)
    expect(ran.updates.verdict).toBe('not-conformant')
  })
})

function xml(document: string): string {
  return answer(200, 'Content-Type: application/xml\r\n', `<?xml version="1.0"?>${document}`)
}

function billionLaughs(): string {
  const levels = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`)
  return ['<!ENTITY l0 "ha">', ...levels].join('')
}

function answer(status: number, headers: string, body = ''): string {
  return `HTTP/1.1 ${status} Whatever\r\n${headers}Content-Length: ${body.length}\r\n\r\n${body}`
}
