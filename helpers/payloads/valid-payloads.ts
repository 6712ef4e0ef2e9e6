import type fc from 'fast-check'
import type { Contract } from '../contract/contract.ts'
import { isObject } from '../contract/json-value.ts'
import type { Json, JsonObject, Role } from '../contract/types.ts'
import { arbitraryOf } from './from-schema.ts'

/** What stands in a drawn payload for the values that only the run knows: the group's own id and owner. */
const stands: Readonly<Partial<Record<Role, string>>> = { id: '{id}', owner: '{owner}' }

/** Valid payloads for a group, drawn from the schema of the request, but for the group's own id and owner. */
export function validPayloads(contract: Contract, texts: fc.Arbitrary<string>): fc.Arbitrary<JsonObject> {
  const members: Record<string, Json> = {}
  for (const [member, stand] of standing(contract)) members[member] = stand
  const { requestSchema, resolve, name } = contract
  return arbitraryOf(requestSchema, { resolve, texts, constants: members }).map((value) => {
    if (!isObject(value)) throw new Error(`the request schema of ${name} is not of an object`)
    return value
  })
}

/**
 * The payload of a case with the values of a group of this run: its own id and owner, and behind the description its
 * mark, by which a group is found again where it cannot be read by its id.
 */
export function fitted(contract: Contract, payload: JsonObject, own: JsonObject, marker: string): JsonObject {
  const fits: Record<string, Json> = { ...payload }
  for (const [member, stand] of standing(contract)) {
    if (payload[member] === stand) fits[member] = own[member] ?? stand
  }
  const description = contract.members.description
  if (description !== undefined && typeof payload[description] === 'string') {
    fits[description] = `${payload[description]}${marker}`
  }
  return fits
}

/** The members whose values only the run knows, with what stands for them. */
function standing({ members }: Contract): [member: string, stand: string][] {
  return (Object.keys(stands) as Role[]).flatMap((role) => {
    const [member, stand] = [members[role], stands[role]]
    return member !== undefined && stand !== undefined ? [[member, stand]] : []
  })
}
