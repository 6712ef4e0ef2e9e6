import type { SqsCall } from '../../sqs/call.ts'
import type { SqsFault } from './twists.ts'

type Part = 'username' | 'password'

type Same = (given: string, kept: string, call: SqsCall) => boolean

/** Compares one part of the credentials loosely. */
export function loosely(loose: Part, same: Same): SqsFault['decisions'] {
  return (honest) => ({
    same: (call, part, given, kept) =>
      call.operation === 'update' && part === loose
        ? same(given, kept, call)
        : honest.same(call, part, given, kept),
  })
}

/** Half-checks of one part of the credentials. */
const halves: readonly (readonly [id: string, lie: string, check: string, part: Part, same: Same])[] = [
  [
    'sqs-user-ignored',
    'Any user is right whose password is somebody’s.',
    'auth-user-unknown',
    'username',
    () => true,
  ],
  [
    'sqs-user-prefix',
    'The beginning of a user name is enough.',
    'auth-user-prefix',
    'username',
    (given, kept) => given !== '' && kept.startsWith(given),
  ],
  [
    'sqs-user-longer',
    'What follows a user name does not count.',
    'auth-user-longer',
    'username',
    (given, kept) => given.startsWith(kept),
  ],
  [
    'sqs-user-blank',
    'Blanks around a user name are taken away.',
    'auth-user-blank',
    'username',
    (given, kept) => given.trim() === kept,
  ],
  [
    'sqs-password-blank',
    'Blanks around a password are taken away.',
    'auth-password-blank',
    'password',
    (given, kept) => given.trim() === kept,
  ],
  [
    'sqs-user-case',
    'User names ignore case.',
    'auth-user-case',
    'username',
    (given, kept) => given.toLowerCase() === kept.toLowerCase(),
  ],
  [
    'sqs-user-empty',
    'A password alone tells who is asking.',
    'auth-user-empty',
    'username',
    (given, kept) => given === '' || given === kept,
  ],
  [
    'sqs-password-ignored',
    'A user name is enough, with any password.',
    'auth-password-wrong',
    'password',
    () => true,
  ],
  [
    'sqs-password-empty',
    'An empty password is no password to compare.',
    'auth-password-empty',
    'password',
    (given, kept) => given === '' || given === kept,
  ],
  [
    'sqs-password-start',
    'The beginning of a password is enough.',
    'auth-password-prefix',
    'password',
    (given, kept) => given !== '' && kept.startsWith(given),
  ],
  [
    'sqs-password-end',
    'The end of a password is enough.',
    'auth-password-suffix',
    'password',
    (given, kept) => given !== '' && kept.endsWith(given),
  ],
  [
    'sqs-password-longer',
    'What follows a password does not count.',
    'auth-password-longer',
    'password',
    (given, kept) => given.startsWith(kept),
  ],
  [
    'sqs-password-prefix',
    'A password is right when its first eight characters are.',
    'auth-password-prefix',
    'password',
    (given, kept) => given.slice(0, 8) === kept.slice(0, 8),
  ],
  [
    'sqs-password-case',
    'Passwords ignore case.',
    'auth-password-case',
    'password',
    (given, kept) => given.toLowerCase() === kept.toLowerCase(),
  ],
]

/** Who may ask at all, each credential half-checked. */
export const authentication: readonly SqsFault[] = [
  ...halves.map(
    ([id, lie, check, part, same]): SqsFault => ({
      id,
      lie,
      behaviour: 'authentication',
      checks: [check],
      decisions: loosely(part, same),
    }),
  ),
]
