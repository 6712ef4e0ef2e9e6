import { soleHeader } from '../../exchange.ts'
import type { SqsCall } from '../../sqs/call.ts'
import type { SqsFault } from './twists.ts'

type Same = (given: string, kept: string) => boolean

/** Half-checks of one part of the credentials. */
const halves: readonly (readonly [
  part: 'user' | 'password',
  id: string,
  lie: string,
  check: string,
  same: Same,
])[] = [
  ['user', 'ignored', 'Any user is right whose password is somebody’s.', 'user-unknown', () => true],
  [
    'user',
    'prefix',
    'The beginning of a user name is enough.',
    'user-prefix',
    (given, kept) => given !== '' && kept.startsWith(given),
  ],
  [
    'user',
    'longer',
    'What follows a user name does not count.',
    'user-longer',
    (given, kept) => given.startsWith(kept),
  ],
  [
    'user',
    'blank',
    'Blanks around a user name are taken away.',
    'user-blank',
    (given, kept) => given.trim() === kept,
  ],
  [
    'password',
    'blank',
    'Blanks around a password are taken away.',
    'password-blank',
    (given, kept) => given.trim() === kept,
  ],
  [
    'user',
    'case',
    'User names ignore case.',
    'user-case',
    (given, kept) => given.toLowerCase() === kept.toLowerCase(),
  ],
  [
    'user',
    'empty',
    'A password alone tells who is asking.',
    'user-empty',
    (given, kept) => given === '' || given === kept,
  ],
  ['password', 'ignored', 'A user name is enough, with any password.', 'password-wrong', () => true],
  [
    'password',
    'empty',
    'An empty password is no password to compare.',
    'password-empty',
    (given, kept) => given === '' || given === kept,
  ],
  [
    'password',
    'start',
    'The beginning of a password is enough.',
    'password-prefix',
    (given, kept) => given !== '' && kept.startsWith(given),
  ],
  [
    'password',
    'end',
    'The end of a password is enough.',
    'password-suffix',
    (given, kept) => given !== '' && kept.endsWith(given),
  ],
  [
    'password',
    'longer',
    'What follows a password does not count.',
    'password-longer',
    (given, kept) => given.startsWith(kept),
  ],
  [
    'password',
    'prefix',
    'A password is right when its first eight characters are.',
    'password-prefix',
    (given, kept) => given.slice(0, 8) === kept.slice(0, 8),
  ],
  [
    'password',
    'case',
    'Passwords ignore case.',
    'password-case',
    (given, kept) => given.toLowerCase() === kept.toLowerCase(),
  ],
]

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

/** Who may ask at all, each credential half-checked. */
export const authentication: readonly SqsFault[] = [
  ...halves.map(
    ([part, id, lie, check, same]): SqsFault => ({
      id: `sqs-${part}-${id}`,
      lie,
      level: 'must',
      behaviour: 'authentication',
      checks: [`auth-${check}`],
      decisions: (honest) => ({
        same: (call, each, given, kept) =>
          call.operation === 'update' && each === (part === 'user' ? 'username' : 'password')
            ? same(given, kept)
            : honest.same(call, each, given, kept),
      }),
    }),
  ),
  ...headers.map(
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
  ),
]

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
