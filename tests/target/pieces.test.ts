import type { RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import { serve } from '../run/servers.ts'
import { answerText, transportTo, wire } from './wire.ts'

const body = Buffer.from('{"name":"é"}')
const request = { method: 'POST', path: '/x', headers: [], body }

/** Answers with what says how long the body is, and with the lengths of the pieces in which it came. */
const telling: RequestListener = (incoming, response) => {
  const pieces: number[] = []
  incoming.on('data', (piece: Buffer) => pieces.push(piece.length))
  incoming.on('end', () => {
    const { 'content-length': length, 'transfer-encoding': coding, connection } = incoming.headers
    response.setHeader('Content-Type', 'application/json')
    response.end(JSON.stringify({ length, coding, connection, pieces }))
  })
}

test('a body that is cut comes in two pieces, with the length of both', async () => {
  const result = await transportTo(await serve(telling)).send({ ...request, cutAt: 10 })
  expect(result).toMatchObject({ answer: { json: { length: String(body.length), pieces: [10, 3] } } })
})

test('a body in chunks comes without a length', async () => {
  const headers = [{ name: 'Transfer-Encoding', value: 'chunked' }]
  const result = await transportTo(await serve(telling)).send({ ...request, headers })
  expect(result).toMatchObject({ answer: { json: { coding: 'chunked', pieces: [body.length] } } })
  expect(result).not.toHaveProperty('answer.json.length')
})

test('a server that shows requests as they arrived puts chunks together', async () => {
  const server = await wire((_, socket) => socket.write(answerText(200)))
  const headers = [{ name: 'Transfer-Encoding', value: 'chunked' }]
  await transportTo(server.url).send({ ...request, headers, cutAt: 10 })
  expect(server.arrived.map((arrived) => arrived.body)).toEqual([body])
})

test('a connection that is to be closed is, and the next request gets another', async () => {
  const transport = transportTo(await serve(telling))
  const headers = [{ name: 'Connection', value: 'close' }]
  for (let again = 0; again < 2; again++)
    expect(await transport.send({ ...request, headers })).toMatchObject({
      answer: { json: { connection: 'close' } },
    })
})
