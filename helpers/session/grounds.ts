import type { Behaviour, Check } from '../checks/check.ts'
import type { Contract } from '../contract/contract.ts'
import { assertNone, inside, type Mistake } from '../contract/outside/mistake.ts'
import { nearest } from '../nearest.ts'

/** What a document must say for duties that are about it. */
const grounds: readonly {
  readonly of: RegExp
  readonly isIn: (contract: Contract) => boolean
  readonly expected: string
}[] = [
  {
    of: /^(tenant-|pair-per-tenant$)/,
    isIn: ({ tenantHeader }) => tenantHeader !== undefined,
    expected: 'a header whose x-setting is TENANT',
  },
  {
    of: /^xml-/,
    isIn: ({ update }) => update.mediaTypes.includes('application/xml'),
    expected: 'an answer in application/xml',
  },
  {
    of: /^api-key-/,
    isIn: ({ apiKey }) => apiKey !== undefined,
    expected: 'a securityScheme that is apiKey in header or http bearer',
  },
  {
    of: /^basic-/,
    isIn: ({ basic }) => basic,
    expected: 'a securityScheme that is http basic',
  },
  {
    of: /^(credentials-|unauthenticated-|requests-stand-alone$|unknown-group-hidden$)/,
    isIn: ({ basic, apiKey }) => basic || apiKey !== undefined,
    expected: 'a securityScheme',
  },
  {
    of: /^permission-needed$/,
    isIn: ({ outcomes }) => outcomes.forbidden !== undefined,
    expected: 'the outcome forbidden',
  },
  {
    of: /^method-not-allowed$/,
    isIn: ({ outcomes }) => outcomes.methodNotAllowed !== undefined,
    expected: 'the outcome methodNotAllowed',
  },
  {
    of: /^success-envelope$/,
    isIn: ({ schemas }) => schemas.envelope !== undefined,
    expected: 'x-conformance/schemas/envelope',
  },
  {
    of: /^refusal-envelope$/,
    isIn: ({ schemas }) => schemas.refusal !== undefined,
    expected: 'x-conformance/schemas/refusal',
  },
  {
    of: /^(numbers-kept|repeated-numbers-kept|empty-list-kept|count-of-numbers)$/,
    isIn: ({ members }) => members.numbers !== undefined,
    expected: 'a member with the role numbers',
  },
  {
    of: /^date-form$/,
    isIn: ({ dates }) => dates.members.length > 0,
    expected: 'x-conformance/dates',
  },
  ...(['date', 'created', 'updated'] as const).map((member) => ({
    of: new RegExp(`^${member}-(unit|stamped|kept|moves|not-before-created)$`),
    isIn: ({ dates }: Contract) => dates.members.includes(member),
    expected: `the member ${member} in x-conformance/dates`,
  })),
]

/** Throws UsageError for a requirement of a contract from outside that no check judges and that does not say why. */
export function assertGrounded(
  contract: Contract,
  checks: readonly Check[],
  behaviours: readonly Behaviour[],
): void {
  const { outside, requirements } = contract
  if (!outside) return
  const judged = new Set<string>(checks.flatMap((check) => check.requirements))
  const known = new Set<string>(
    behaviours.flatMap((each) => each.checks.flatMap((check) => check.requirements)),
  )
  const mistakes = Object.entries(requirements).flatMap(([id, { notTested }]): Mistake[] => {
    if (notTested !== undefined) return []
    const at = inside('/requirements', id)
    const lacking = grounds.find(({ of, isIn }) => of.test(id) && !isIn(contract))
    if (lacking && known.has(id))
      return [{ at, says: `${id} has no ground in openapi.json; expected ${lacking.expected}, or notTested` }]
    if (judged.has(id)) return []
    if (!known.has(id))
      return [
        {
          at,
          says: `no check judges ${id}, and it has no notTested; expected one that a check judges, or notTested; did you mean ${nearest(id, [...known])}?`,
        },
      ]
    const says = `${id} has no ground in openapi.json: no check of it applies; expected the members, the outcome or the credential that it is about, or notTested`
    return [{ at, says }]
  })
  assertNone(`${outside.folder}/requirements.json`, mistakes)
}
