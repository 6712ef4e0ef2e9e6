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
]
