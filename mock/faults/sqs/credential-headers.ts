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
    'sqs-auth-undecodable',
    'Credentials that cannot be decoded cannot be wrong.',
    'auth-basic-not-base64',
    (header) => /^basic [^ ]*[^\w+/=. ][^ ]*$/i.test(header) && !header.includes(':'),
  ],
  [
    'sqs-auth-no-colon',
    'Credentials without a colon cannot be compared, so they pass.',
    'auth-basic-no-colon',
    (header, call) => /^\w+$/.test(decoded(header)) && decoded(header) !== user(call),
  ],
  ['sqs-auth-nothing', 'The word Basic is enough.', 'auth-basic-nothing', (header) => header === 'Basic'],
  [
    'sqs-auth-plain',
    'Credentials need not be encoded.',
    'auth-basic-plain',
    (header, call) => Buffer.from(header.slice(6), 'latin1').toString() === pair(call),
  ],
  [
    'sqs-auth-bearer',
    'A bearer token is whatever Basic takes.',
    'auth-scheme-bearer',
    (header, call) => /^bearer /i.test(header) && decoded(header) === pair(call),
  ],
  [
    'sqs-auth-digest',
    'Digest is another word for Basic.',
    'auth-scheme-digest',
    (header, call) => /^digest /i.test(header) && decoded(header) === pair(call),
  ],
  [
    'sqs-auth-scheme-contained',
    'The scheme may be any that ends in Basic.',
    'auth-scheme-longer',
    (header, call) => /^\w+basic /i.test(header) && decoded(header) === pair(call),
  ],
  [
    'sqs-auth-user-alone',
    'A user name without a colon is a caller without a password.',
    'auth-user-only',
    (header, call) => decoded(header) === user(call),
  ],
  [
    'sqs-auth-swapped',
    'User name and password may come in either order.',
    'auth-swapped',
    (header, call) => decoded(header).split(':').at(-1) === user(call),
  ],
]

/** Who is let in by a header that is none. */
export const credentialHeaders: readonly SqsFault[] = headers.map(
  ([id, lie, check, admits]): SqsFault => ({
    id,
    lie,
    behaviour: 'authentication',
    checks: [check],
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
