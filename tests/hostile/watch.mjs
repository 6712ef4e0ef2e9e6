// Loaded into each process of a run, before it starts: keeps in the working folder whom it connects to, and its peak.
import { subscribe } from 'node:diagnostics_channel'
import { appendFileSync, readFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

subscribe('net.client.socket', ({ socket }) => {
  socket.on('connectionAttempt', (address, port) => appendFileSync('contacted', `${address}:${port}\n`))
  socket.on('lookup', (_error, _address, _family, host) => appendFileSync('looked-up', `${host}\n`))
})

// Linux hands a child the peak of the process that started it, but for the one that its own file tells of.
const peak = () =>
  process.platform === 'linux'
    ? /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
    : process.resourceUsage().maxRSS

if (isMainThread) process.on('exit', () => appendFileSync('peak', String(peak())))
