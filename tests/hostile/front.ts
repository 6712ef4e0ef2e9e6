import type { Socket } from 'node:net'
import { handOn } from '../run/servers.ts'
import { type Arrived, type Wire, wire } from '../target/wire.ts'

/** What a server does with the socket once a request has arrived whole. */
export type Misbehave = (socket: Socket) => void

/** Stands in front of a correct server and misbehaves where it is told to. */
export function front(
  origin: string,
  misbehave: Misbehave,
  where: (request: Arrived, turn: number) => boolean,
): Promise<Wire> {
  return wire((request, socket, turn) => {
    if (where(request, turn)) misbehave(socket)
    else passOn(origin, request, socket)
  })
}

export function isUpdate({ line }: Arrived): boolean {
  return line.startsWith('PUT ') || line.includes('/autodialer/groups/update')
}

/** Hands a request on to another server, and its answer back. */
export async function passOn(
  origin: string,
  { line, headers, body }: Arrived,
  socket: Socket,
): Promise<void> {
  const [method = '', url = ''] = line.split(' ')
  const answer = await handOn(origin, { method, url }, headers.flat(), body)
  const fields = answer.headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  socket.write(`HTTP/1.1 ${answer.status} Passed On\r\n${fields}\r\n`)
  socket.write(answer.body)
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
