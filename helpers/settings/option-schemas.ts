import type { Level } from '../contract/types.ts'

const levels: readonly Level[] = ['MUST', 'SHOULD', 'INFERRED']

/** The most seconds that a timer of Node can wait. */
const longestSeconds = Math.floor((2 ** 31 - 1) / 1_000)

/** A whole number within bounds; `unit` is what it counts. */
function wholeNumber(minimum: number, maximum = Number.MAX_SAFE_INTEGER) {
  const bounds =
    maximum === Number.MAX_SAFE_INTEGER ? `of at least ${minimum}` : `from ${minimum} to ${maximum}`
  return { type: 'integer', minimum, maximum, description: `a whole number ${bounds}` } as const
}

const switched = { type: 'boolean', description: 'true or false' } as const

/** A name, a path or a pattern: an unset variable of a script leaves it empty, and no path is longer. */
export const text = {
  type: 'string',
  minLength: 1,
  maxLength: 4_096,
  description: 'a text of 1 to 4096 characters',
} as const

const texts = {
  type: 'array',
  items: text,
  description: 'a list of texts, each of 1 to 4096 characters',
} as const

/**
 * Whatever a caller may say besides settings, by JSON Schema; `description` is what is expected. The numbers and texts of
 * the command line have their bounds from here.
 */
export const optionSchemas = {
  gate: { enum: levels, description: levels.join(', ') },
  seed: wholeNumber(0),
  cases: wholeNumber(1),
  concurrency: wholeNumber(1),
  timeout: wholeNumber(1, longestSeconds),
  deadline: wholeNumber(1, longestSeconds),
  wait: wholeNumber(1, longestSeconds),
  bail: wholeNumber(1),
  settle: wholeNumber(0, longestSeconds * 1_000),
  rate: {
    ...wholeNumber(1),
    type: ['integer', 'string'],
    pattern: '^auto$',
    description: 'a whole number of at least 1, or auto',
  },
  budget: wholeNumber(1),
  failedLogins: wholeNumber(0),
  only: texts,
  skip: texts,
  refusalsOnly: switched,
  allowedHosts: texts,
  contracts: texts,
  endpoint: text,
  endpoints: texts,
  requireAll: switched,
  embedded: switched,
  reports: text,
  settings: {
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'texts by the names of .env.example',
  },
  port: wholeNumber(0, 65_535),
  faults: texts,
  variants: texts,
  keepRequests: switched,
  delay: wholeNumber(0, longestSeconds * 1_000),
  contract: text,
} as const

export type OptionName = keyof typeof optionSchemas

/** What each call that judges may be told. */
export const judgingOptions = [
  'gate',
  'seed',
  'cases',
  'concurrency',
  'timeout',
  'deadline',
  'settle',
  'rate',
  'failedLogins',
  'only',
  'skip',
  'refusalsOnly',
  'allowedHosts',
  'contracts',
] as const satisfies readonly OptionName[]
