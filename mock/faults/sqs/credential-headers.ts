import { soleHeader } from '../../exchange.ts'
import type { SqsCall } from '../../sqs/call.ts'
import type { SqsFault } from './twists.ts'

/** Headers that are not what Basic asks for, and who is let in all the same. */
const headers: readonly (readonly [
  id: string,
  lie: string,
  check: string,
  admits: (header: string, call: SqsCall) => boolean,
])[] = [
  [
    'undecodable',
    'Credentials that cannot be decoded cannot be wrong.',
    'basic-not-base64',
    (header) => /^basic [^ ]*[^\w+/=. ][^ ]*$/i.test(header) && !header.includes(':'),
  ],
  [
    'no-colon',
    'Credentials without a colon cannot be compared, so they pass.',
    'basic-no-colon',
    (header, call) => /^\w+$/.test(decoded(header)) && decoded(header) !== user(call),
  ],
  ['nothing', 'The word Basic is enough.', 'basic-nothing', (header) => header === 'Basic'],
  [
    'plain',
    'Credentials need not be encoded.',
    'basic-plain',
    (header, call) => Buffer.from(header.slice(6), 'latin1').toString() === pair(call),
  ],
  [
    'bearer',
    'A bearer token is whatever Basic takes.',
    'scheme-bearer',
    (header, call) => /^bearer /i.test(header) && decoded(header) === pair(call),
  ],
  [
    'digest',
    'Digest is another word for Basic.',
    'scheme-digest',
    (header, call) => /^digest /i.test(header) && decoded(header) === pair(call),
  ],
  [
    'scheme-contained',
    'The scheme may be any that ends in Basic.',
    'scheme-longer',
    (header, call) => /^\w+basic /i.test(header) && decoded(header) === pair(call),
  ],
  [
    'user-alone',
    'A user name without a colon is a caller without a password.',
    'user-only',
    (header, call) => decoded(header) === user(call),
  ],
  [
    'swapped',
    'User name and password may come in either order.',
    'swapped',
    (header, call) => decoded(header).split(':').at(-1) === user(call),
  ],
]

/** Who is let in by a header that is none. */
export const credentialHeaders: readonly SqsFault[] = headers.map(
  ([id, lie, check, admits]): SqsFault => ({
    id: `sqs-auth-${id}`,
    lie,
    level: 'must',
    behaviour: 'authentication',
    checks: [`auth-${check}`],
    decisions: (honest) => ({
      authenticate: (call) => {
        const header = soleHeader(call.request, 'authorization')
        const admitted = call.operation === 'update' && header !== undefined && admits(header, call)
        return admitted ? call.store.accounts[0] : honest.authenticate(call)
      },
    }),
  }),
)

function decoded(header: string): string {
  return Buffer.from(header.split(' ')[1] ?? '', 'base64').toString()
}

function user({ store }: SqsCall): string {
  return store.accounts[0]?.username ?? ''
}

function pair({ store }: SqsCall): string {
  const [account] = store.accounts
  return `${account?.username}:${account?.password}`
}
