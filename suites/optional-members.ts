import type { CheckContext } from '../helpers/checks/context.ts'
import type { Contract } from '../helpers/contract/contract.ts'
import type { Json, Role } from '../helpers/contract/types.ts'

/** The members that an update may leave out, each with the ids of the checks about it. */
export const optionalMembers = [
  {
    role: 'name',
    missing: 'optional-name-missing',
    kept: 'optional-name-kept',
    type: 'optional-name-type',
    wrongType: { value: 'x' },
    /** What it holds, in whichever text it is read. */
    holds: 'x',
    /** What a client sends that does not quote its numbers. */
    unquoted: 4711,
  },
  {
    role: 'numbers',
    missing: 'optional-numbers-missing',
    kept: 'optional-numbers-kept',
    type: 'optional-numbers-type',
    wrongType: { a: '1' },
    /** Wrong in a part of it only. */
    partlyWrong: ['2402', { a: '1' }],
    holds: '1',
    unquoted: [4711, 4712],
  },
  {
    role: 'description',
    missing: 'optional-description-missing',
    kept: 'optional-description-kept',
    type: 'optional-description-type',
    wrongType: ['x'],
    holds: 'x',
    unquoted: 4711,
  },
] as const satisfies readonly { role: Role; wrongType: Json; unquoted: Json; [id: string]: unknown }[]

export const optionalIn = ({ contract }: CheckContext) =>
  optionalMembers.filter(({ role }) => isOptional(role)(contract))

export const hasOptional = (contract: Contract) =>
  optionalMembers.some(({ role }) => isOptional(role)(contract))

/** Ids of the checks that ask whether each may be left out. */
export const eachMissing = optionalMembers.map(({ missing }) => missing)

export function isOptional(role: Role): (contract: Contract) => boolean {
  return ({ members, required }) => members[role] !== undefined && !required.includes(role)
}
