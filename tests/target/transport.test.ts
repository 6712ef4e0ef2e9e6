import { brotliCompressSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { Result } from '../../helpers/target/exchange.ts'
import { nobody } from '../run/servers.ts'
import { answerText, transportTo, wire } from './wire.ts'

const update = {
  method: 'PUT',
  path: '/sqs/api/groups/x',
  headers: [
    { name: 'tenant', value: 'northwind' },
    { name: 'X-Odd-CASE', value: 'kept' },
  ],
  body: Buffer.from('{"name":"grün"}'),
}
const get = { method: 'GET', path: '/x', headers: [] }

describe('what is sent', () => {
  test('the headers that were told, in their spelling and order, and none but those of the framing', async () => {
    const server = await wire((_request, socket) => socket.write(answerText(200)))
    await transportTo(server.url).send(update)
    const [request] = server.arrived
    expect(request?.line).toBe('PUT /sqs/api/groups/x HTTP/1.1')
    expect(request?.body).toEqual(update.body)
    const framing = ['host', 'connection', 'content-length']
    const told = request?.headers.filter(([name]) => !framing.includes(name.toLowerCase()))
    expect(told).toEqual([
      ['tenant', 'northwind'],
      ['X-Odd-CASE', 'kept'],
    ])
    expect(request?.headers.map(([name]) => name.toLowerCase())).toEqual(expect.arrayContaining(framing))
    expect(request?.headers).toHaveLength(5)
  })

  test('a header twice where it is told twice', async () => {
    const server = await wire((_request, socket) => socket.write(answerText(200)))
    const twice = ['one', 'two'].map((value) => ({ name: 'tenant', value }))
    await transportTo(server.url).send({ ...update, headers: twice })
    const tenants = server.arrived[0]?.headers.filter(([name]) => name === 'tenant')
    expect(tenants?.map(([, value]) => value)).toEqual(['one', 'two'])
  })

  test.each([
    ['and is answered as usual', answerText(200), 200],
    [
      'and is taken',
      'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n\0\0\0',
      101,
    ],
  ])('another protocol is offered, %s', async (_, answer, status) => {
    const server = await wire((_request, socket) => socket.write(answer))
    const offer = [
      { name: 'Connection', value: 'Upgrade, HTTP2-Settings' },
      { name: 'Upgrade', value: 'h2c' },
      { name: 'HTTP2-Settings', value: 'AAMAAABk' },
    ]
    const result = await transportTo(server.url).send({ ...update, headers: offer })
    expect(result).toMatchObject({ answer: { status } })
    const [request] = server.arrived
    const named = request?.headers.map(([name, value]) => `${name.toLowerCase()}: ${value}`)
    expect(named).toEqual(
      expect.arrayContaining(['connection: upgrade', 'upgrade: h2c', 'http2-settings: AAMAAABk']),
    )
    expect(request?.body).toEqual(update.body)
  })

  test('nothing of a body where there is none', async () => {
    const server = await wire((_request, socket) => socket.write(answerText(200)))
    await transportTo(server.url).send(get)
    const names = server.arrived[0]?.headers.map(([name]) => name.toLowerCase())
    expect(names?.sort()).toEqual(['connection', 'host'])
  })

  test('the path below the prefix of the base URL, as it was written', async () => {
    const server = await wire((_request, socket) => socket.write(answerText(200)))
    const transport = transportTo(`${server.url}/gate/way/`)
    for (const path of ['/a%2Fb/%7e?x=%20', '/groups/..', '/groups/%2e%2e/x', "/it's{odd}"]) {
      const { length } = server.arrived
      await transport.send({ ...get, path })
      expect(server.arrived[length]?.line).toBe(`GET /gate/way${path} HTTP/1.1`)
    }
  })

  test('over one connection for as long as it is kept alive, over a fresh one when asked', async () => {
    const server = await wire((_request, socket) => socket.write(answerText(200)))
    const transport = transportTo(server.url, { connections: 1 })
    await transport.send(get)
    await transport.send(get)
    expect(server.connections()).toBe(1)
    await transport.onOneConnection(async (connection) => {
      await transport.send(get, connection)
      await transport.send(get, connection)
    })
    expect(server.connections()).toBe(2)
  })
})

describe('what comes back', () => {
  test('status, raw headers and bytes as they came', async () => {
    const server = await wire((_request, socket) => {
      socket.write(answerText(207, ['X-Odd-CASE: a', 'Set-Cookie: a=1', 'Set-Cookie: b=2'], 'body\u0000'))
    })
    const result = await transportTo(server.url).send(get)
    expect(answerOf(result).status).toBe(207)
    expect(answerOf(result).headers.slice(0, 3)).toEqual([
      ['X-Odd-CASE', 'a'],
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
    ])
    expect(Buffer.from(answerOf(result).body)).toEqual(Buffer.from('body\u0000'))
  })

  test('a redirect is an answer and is not followed', async () => {
    const server = await wire((_request, socket) => socket.write(answerText(307, ['Location: /elsewhere'])))
    const result = await transportTo(server.url).send(update)
    expect(answerOf(result).status).toBe(307)
    expect(answerOf(result).header('location')).toBe('/elsewhere')
    expect(server.arrived).toHaveLength(1)
  })

  test('brotli is taken off: where nothing is asked for, any coding is lawful', async () => {
    const whole = brotliCompressSync('{"name":"grün"}')
    const { url } = await wire((_request, socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-encoding: br\r\ncontent-length: ${whole.length}\r\n\r\n`)
      socket.write(whole)
    })
    expect(answerOf(await transportTo(url).send(get)).json).toEqual({ name: 'grün' })
  })

  test('gzip is taken off, and left where it is none', async () => {
    const whole = gzipSync('{"name":"grün"}')
    const server = await wire((request, socket) => {
      const body = request.line.includes('broken') ? Buffer.from('{"plain":1}') : whole
      socket.write(`HTTP/1.1 200 OK\r\ncontent-encoding: GZIP\r\ncontent-length: ${body.length}\r\n\r\n`)
      socket.write(body)
    })
    const transport = transportTo(server.url)
    expect(answerOf(await transport.send(get)).json).toEqual({ name: 'grün' })
    expect(answerOf(await transport.send({ ...get, path: '/broken' })).json).toEqual({ plain: 1 })
  })
})

describe('what goes wrong is a value, of a kind', () => {
  test('nobody listens', async () => {
    const url = await nobody()
    const result = await transportTo(url).send(get)
    expect(failureOf(result)).toEqual({
      kind: 'unreachable',
      message: `cannot connect to ${url} (ECONNREFUSED)`,
      code: 'ECONNREFUSED',
    })
  })

  test('no answer within the deadline', async () => {
    const server = await wire(() => {})
    const result = await transportTo(server.url, { deadline: 150 }).send(get)
    expect(failureOf(result)).toMatchObject({ kind: 'deadline', message: expect.stringContaining('150 ms') })
  })

  test('a body that is shorter than its length', async () => {
    const server = await wire((_request, socket) => {
      socket.end('HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 9\r\n\r\n{}')
    })
    expect(failureOf(await transportTo(server.url).send(get))).toMatchObject({
      kind: 'disconnected',
      message: `the answer of ${server.url} is not as long as its Content-Length says`,
    })
  })

  test('a body that drips forever', async () => {
    const server = await wire((_request, socket) => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n')
      const drip = setInterval(() => socket.write('1\r\nx\r\n'), 20)
      socket.on('close', () => clearInterval(drip))
    })
    const start = performance.now()
    const result = await transportTo(server.url, { deadline: 300 }).send(get)
    expect(failureOf(result).kind).toBe('deadline')
    expect(performance.now() - start).toBeLessThan(1_500)
  })

  test('a body over the limit, told or not', async () => {
    const server = await wire((request, socket) => {
      const body = 'x'.repeat(2_000)
      if (request.line.includes('told')) socket.write(answerText(200, [], body))
      else socket.write(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n7d0\r\n${body}\r\n0\r\n\r\n`)
    })
    const transport = transportTo(server.url, { bodyBytes: 1_999 })
    expect(failureOf(await transport.send({ ...get, path: '/told' })).kind).toBe('too-large')
    expect(failureOf(await transport.send({ ...get, path: '/not' })).kind).toBe('too-large')
    const roomy = transportTo(server.url, { bodyBytes: 2_000 })
    expect(answerOf(await roomy.send({ ...get, path: '/not' })).body).toHaveLength(2_000)
  })

  test('a small body that grows over the limit when it is unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(1024 * 1024))
    const server = await wire((_request, socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${bomb.length}\r\n\r\n`)
      socket.write(bomb)
    })
    expect(bomb.length).toBeLessThan(64 * 1024)
    expect(failureOf(await transportTo(server.url).send(get)).kind).toBe('too-large')
  })

  test('a connection that is reset, before and within the answer', async () => {
    const server = await wire((request, socket) => {
      if (request.line.includes('within')) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nstart')
      setTimeout(() => socket.resetAndDestroy(), 30)
    })
    const transport = transportTo(server.url)
    for (const path of ['/before', '/within'])
      expect(failureOf(await transport.send({ ...get, path })).kind).toBe('disconnected')
  })

  test('a connection that is closed before the body is whole', async () => {
    const server = await wire((_request, socket) =>
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nstart'),
    )
    expect(failureOf(await transportTo(server.url).send(get)).kind).toBe('disconnected')
  })

  test('an answer that is not HTTP', async () => {
    const server = await wire((_request, socket) => socket.end('220 mail.example.org ESMTP\r\n'))
    expect(failureOf(await transportTo(server.url).send(get)).kind).toBe('not-http')
  })
})

function answerOf(result: Result) {
  if ('answer' in result) return result.answer
  throw new Error(`no answer: ${result.failure.message}`)
}

function failureOf(result: Result) {
  if ('failure' in result) return result.failure
  throw new Error(`an answer: ${result.answer.status}`)
}
