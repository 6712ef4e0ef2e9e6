import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { handOn } from '../run/servers.ts'

/** What a server does with the socket once a request has arrived whole. */
export type Misbehave = (socket: Socket, turn: number) => void

/** Stands in front of a right server and misbehaves: on every request, or on the updates alone. */
export async function front(origin: string, misbehave: Misbehave, on: 'everything' | 'updates') {
  let turn = 0
  const server = createServer(async (incoming, response) => {
    const body: Buffer[] = []
    for await (const chunk of incoming) body.push(Buffer.from(chunk))
    if (on === 'everything' || isUpdate(incoming)) misbehave(incoming.socket, ++turn)
    else await passOn(origin, incoming, Buffer.concat(body), response)
  })
  server.on('connection', (socket) => socket.on('error', () => socket.destroy()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, turns: () => turn }
}

async function passOn(origin: string, incoming: IncomingMessage, body: Buffer, response: ServerResponse) {
  const { method = 'GET', url = '/', rawHeaders } = incoming
  const { status, headers, body: text } = await handOn(origin, { method, url }, rawHeaders, body)
  response.writeHead(status, headers.flat()).end(text)
}

function isUpdate({ method, url = '' }: IncomingMessage): boolean {
  return method === 'PUT' || url.endsWith('/autodialer/groups/update')
}

/** Writes the start, and then the same for as long as the socket takes it, and no faster. */
export function pour(socket: Socket, start: string, more: string | Buffer): void {
  const next = () => {
    while (socket.writable) if (!socket.write(more)) return
  }
  socket.on('drain', next)
  socket.write(start)
  next()
}

/** Writes the start, and then a little again and again. */
export function drip(socket: Socket, start: string, more: string): void {
  socket.write(start)
  const timer = setInterval(() => socket.write(more), 50)
  socket.on('close', () => clearInterval(timer))
}
