import { decoded } from '../decoded.ts'
import type { SharedIds } from '../fault.ts'

/** How one part of the credentials is compared loosely, whichever endpoint asks for it, and the check that finds it. */
export const looseComparisons: readonly (readonly [
  ids: SharedIds,
  lie: string,
  part: 'username' | 'password',
  check: string,
  same: (given: string, kept: string) => boolean,
])[] = [
  [
    { autodialer: 'autodialer-user-to-nul', sqs: 'sqs-user-to-nul' },
    'A user name is compared up to NUL.',
    'username',
    'auth-user-nul',
    toNul,
  ],
  [
    { autodialer: 'autodialer-password-to-nul', sqs: 'sqs-password-to-nul' },
    'A password is compared up to NUL.',
    'password',
    'auth-password-nul',
    toNul,
  ],
  [
    { autodialer: 'autodialer-password-to-line-end', sqs: 'sqs-password-to-line-end' },
    'A password is compared with a pattern that ends at any line end.',
    'password',
    'auth-password-newline',
    (given, kept) => given.split('\n', 1)[0] === kept,
  ],
  [
    { autodialer: 'autodialer-password-to-colon', sqs: 'sqs-password-to-colon' },
    'A second colon ends the password.',
    'password',
    'auth-password-colon',
    (given, kept) => given === kept || given.startsWith(`${kept}:`),
  ],
  [
    { autodialer: 'autodialer-user-accents', sqs: 'sqs-user-accents' },
    'User names are compared without accents.',
    'username',
    'auth-user-accent',
    (given, kept) => withoutAccents(given) === kept,
  ],
  [
    { autodialer: 'autodialer-user-decoded', sqs: 'sqs-user-decoded' },
    'User names are decoded like a form.',
    'username',
    'auth-user-encoded',
    (given, kept) => decoded(given) === kept,
  ],
  [
    { autodialer: 'autodialer-user-domain-lost', sqs: 'sqs-user-domain-lost' },
    'What follows an at sign in a user name is a domain, and does not count.',
    'username',
    'auth-user-domain',
    (given, kept) => given === kept || given.split('@', 1)[0] === kept,
  ],
  [
    { autodialer: 'autodialer-user-start-trimmed', sqs: 'sqs-user-start-trimmed' },
    'Blanks in front of a user name do not count.',
    'username',
    'auth-user-blank-before',
    (given, kept) => given.trimStart() === kept,
  ],
  [
    { autodialer: 'autodialer-user-narrowed', sqs: 'sqs-user-narrowed' },
    'User names are compared in their compatible forms.',
    'username',
    'auth-user-wide',
    inCompatibleForm,
  ],
  [
    { autodialer: 'autodialer-user-pattern', sqs: 'sqs-user-pattern' },
    'A user name is a pattern, and finds the first account that matches.',
    'username',
    'auth-user-wildcard',
    asPattern,
  ],
  [
    { autodialer: 'autodialer-password-condition', sqs: 'sqs-password-condition' },
    'A password is put into a query as it is.',
    'password',
    'auth-password-condition',
    asCondition,
  ],
  [
    { autodialer: 'autodialer-user-condition', sqs: 'sqs-user-condition' },
    'A user name is put into a query as it is.',
    'username',
    'auth-user-condition',
    asCondition,
  ],
  [
    { autodialer: 'autodialer-password-pattern', sqs: 'sqs-password-pattern' },
    'A password is a pattern of SQL.',
    'password',
    'auth-password-wildcard',
    asPattern,
  ],
  [
    { autodialer: 'autodialer-password-filter', sqs: 'sqs-password-filter' },
    'A password is put into the filter of a directory as it is.',
    'password',
    'auth-password-asterisk',
    (given, kept) => given === kept || given === '*',
  ],
  [
    { autodialer: 'autodialer-password-decoded', sqs: 'sqs-password-decoded' },
    'Passwords are decoded like a form.',
    'password',
    'auth-password-encoded',
    (given, kept) => decoded(given) === kept,
  ],
  [
    { autodialer: 'autodialer-password-ascii', sqs: 'sqs-password-ascii' },
    'Characters beyond ASCII are dropped from a password.',
    'password',
    'auth-password-accent',
    (given, kept) => inAscii(given) === inAscii(kept),
  ],
  [
    { autodialer: 'autodialer-password-narrowed', sqs: 'sqs-password-narrowed' },
    'Passwords are compared in their compatible forms.',
    'password',
    'auth-password-wide',
    inCompatibleForm,
  ],
  [
    { autodialer: 'autodialer-password-as-long', sqs: 'sqs-password-as-long' },
    'A password is right when it is as long as the right one and begins like it.',
    'password',
    'auth-password-exchanged',
    (given, kept) => given.length === kept.length && given.slice(0, 4) === kept.slice(0, 4),
  ],
]

function inCompatibleForm(given: string, kept: string): boolean {
  return given.normalize('NFKC') === kept
}

/** Where `%` stands for anything. */
export function asPattern(given: string, kept: string): boolean {
  return given === kept || given === '%'
}

/** Where what is given is a part of a query, and may make it true. */
export function asCondition(given: string, kept: string): boolean {
  return given === kept || given.includes("' OR '")
}

function inAscii(text: string): string {
  return text.replace(/[^ -~]/g, '')
}

function toNul(given: string, kept: string): boolean {
  return given.split('\0', 1)[0] === kept
}

/** Changes of a name that a mapper or a collation takes for none, and does not write. */
export const lostChanges: readonly (readonly [
  ids: SharedIds,
  lie: string,
  isNone: (before: string, wanted: string) => boolean,
])[] = [
  [
    { autodialer: 'autodialer-accent-change-lost', sqs: 'sqs-accent-change-lost' },
    'A change of nothing but accents is not written.',
    sameBut(withoutAccents),
  ],
  [
    { autodialer: 'autodialer-blank-change-lost', sqs: 'sqs-blank-change-lost' },
    'A change of nothing but blanks at the end is not written.',
    sameBut((name) => name.trimEnd()),
  ],
]

function sameBut(fold: (name: string) => string): (before: string, wanted: string) => boolean {
  return (before, wanted) => before !== wanted && fold(before) === fold(wanted)
}

function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '')
}
