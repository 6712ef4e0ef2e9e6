import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Certificate } from './certificates.ts'

/** A proxy that tunnels to wherever it is asked to, or refuses to; `asked` keeps the addresses. */
export async function startProxy({
  refuses = false,
  secure,
}: {
  refuses?: boolean
  secure?: Certificate
} = {}) {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const server = secure ? createSecureServer(secure) : createServer()
  server.on('connection', (socket) => sockets.add(socket))
  server.on('connect', ({ url = '' }, socket) => {
    asked.push(url)
    if (refuses) {
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')
      return
    }
    const [host, port] = url.split(':')
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      onward.pipe(socket).pipe(onward)
    })
    for (const end of [socket, onward]) end.on('error', () => end.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  return { url: `${secure ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}
