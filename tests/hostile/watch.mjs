// Loaded into each process of a run, before it starts: keeps in the working folder whom it connects to, and its peak.
import { subscribe } from 'node:diagnostics_channel'
import { appendFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

subscribe('net.client.socket', ({ socket }) => {
  socket.on('connectionAttempt', (address, port) => appendFileSync('contacted', `${address}:${port}\n`))
  socket.on('lookup', (_error, _address, _family, host) => appendFileSync('looked-up', `${host}\n`))
})

if (isMainThread) process.on('exit', () => appendFileSync('peak', String(process.resourceUsage().maxRSS)))
