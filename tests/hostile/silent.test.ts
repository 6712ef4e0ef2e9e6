import { expect } from 'vitest'
import { test } from '../run/command.ts'
import { besideOthers } from '../run/when-finished.ts'
import { drip, type Misbehave, pour } from './front.ts'
import { runAgainst, some } from './run-against.ts'

const start = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'

interface Silent {
  readonly misbehave: Misbehave
  readonly says: string | RegExp
}

/** Those that are given up on when the time of a request is over. */
const waitedFor: Readonly<Record<string, Silent>> = {
  'never answers': { misbehave: () => {}, says: 'within 1000 ms' },
  'drips a header for ever': {
    misbehave: (socket) => drip(socket, `${start}X-Drip: `, 'x'),
    says: 'within 1000 ms',
  },
  'drips a body for ever': {
    misbehave: (socket) => drip(socket, `${start}Content-Length: 1000000\r\n\r\n`, ' '),
    says: 'within 1000 ms',
  },
  'announces more than it sends': {
    misbehave: (socket) => socket.write(`${start}Content-Length: 100\r\n\r\n{"id":`),
    says: 'within 1000 ms',
  },
  'says 100 Continue for ever': {
    misbehave: (socket) => pour(socket, '', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(100)),
    // Which limit it meets first, of bytes or of time, is for the machine to say.
    says: /broke the connection|within 1000 ms/,
  },
  'says 103 Early Hints for ever': {
    misbehave: (socket) => pour(socket, '', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'.repeat(100)),
    says: 'within 1000 ms',
  },
  'asks to come back in an hour': {
    misbehave: (socket) =>
      socket.write('HTTP/1.1 503 Service Unavailable\r\nRetry-After: 3600\r\nContent-Length: 0\r\n\r\n'),
    says: 'overloaded (503)',
  },
  'is overloaded for ever': {
    misbehave: (socket) => socket.write('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n'),
    says: 'overloaded (503)',
  },
}

/** Those that break the connection, however slow the machine is. */
const broken: Readonly<Record<string, Silent>> = {
  'resets the connection': { misbehave: (socket) => socket.resetAndDestroy(), says: 'ECONNRESET' },
  'closes the connection': { misbehave: (socket) => socket.end(), says: 'broke the connection' },
}

// Side by side: most of their time they wait.
test.concurrent.for([
  ...Object.entries(waitedFor).map(([name, server]) => [name, server, ['--timeout', '1']] as const),
  ...Object.entries(broken).map(([name, server]) => [name, server, []] as const),
])(
  'a server that %s is inconclusive, and soon',
  async ([, { misbehave, says }, args], { command, onTestFinished }) => {
    const ran = await besideOthers(onTestFinished, () => runAgainst(command, misbehave, [...args, ...some]))
    expect(ran.code).toBe(3)
    expect([ran.everything.verdict, ran.updates.verdict]).toEqual(['inconclusive', 'inconclusive'])
    for (const name of ['autodialer', 'sqs']) expect(reasonOf(ran.stdout, name)).toMatch(says)
  },
)

/** What the terminal says of why the checks of an endpoint could not be carried out. */
function reasonOf(stdout: string, endpoint: string): string | undefined {
  return stdout.split('\n').find((line) => line.startsWith(`INCONCLUSIVE ${endpoint}: `))
}
