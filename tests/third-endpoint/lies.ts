import type { Decisions } from './decisions.ts'

/** Ten small faults of the server, and the checks that find them. */
export const lies: readonly (readonly [
  lie: string,
  decision: Partial<Decisions>,
  fails: readonly string[],
  warns: readonly string[],
])[] = [
  [
    'compares tokens regardless of case',
    { isToken: (shown, token) => shown.toLowerCase() === token.toLowerCase() },
    ['auth-key-case'],
    [],
  ],
  [
    'lets an account that may look change teams',
    { readerMay: (method) => method === 'PATCH' },
    ['forbidden'],
    [],
  ],
  ['answers 400 for an unknown team', { unknown: 400 }, ['not-found-status'], []],
  [
    'finds a team by the beginning of its key',
    { find: (teams, key) => [...teams.values()].find((team) => key !== '' && team.key.startsWith(key)) },
    ['id-prefix'],
    [],
  ],
  ['falls over a body that it cannot read', { unreadable: 500 }, ['malformed-truncated'], []],
  ['takes a change without a title', { untitled: ({ title }) => title }, ['required-name-missing'], []],
  ['forgets what a change leaves out', { unsaid: () => '' }, [], ['optional-description-kept']],
  ['gives two teams one title', { clash: () => false }, ['conflict-pair-taken'], []],
  ['trims titles', { kept: (title) => title.trim() }, ['text-blanks'], []],
  ['stores nothing', { store: () => {} }, ['stored'], []],
]
