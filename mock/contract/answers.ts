import type { JsonObject } from '../../helpers/contract/types.ts'
import type { Header } from '../exchange.ts'
import { isObject } from '../json.ts'
import type { FieldError } from '../sqs/call.ts'
import type { SqsDecisions } from '../sqs/decisions.ts'
import { honestSqs } from '../sqs/honest.ts'
import type { SqsGroup } from '../sqs/store.ts'
import { instanceOf, putAt } from './instance.ts'
import { written } from './members.ts'
import { methodsAt } from './route.ts'
import type { Served } from './served.ts'

/** Where an answer beside the update holds its body, which may be a list. */
export const siblingBody = 'body'

/** How answers look. Until they are rendered, members have the server's own names, so that faults find them. */
export function answersOf(
  served: Served,
): Pick<SqsDecisions, 'present' | 'succeed' | 'refuse' | 'jsonText' | 'negotiate' | 'render'> {
  const { success, refusals, xml } = served
  const present = presenting(served)
  return {
    present: (_call, group) => present(group),

    succeed: (_call, members) => ({
      status: success.status,
      root: 'group',
      value: success.value && members,
      headers: [],
    }),

    refuse: (call, { outcome, errors }) => {
      const { status, value } = refusals[outcome]
      const headers: Header[] = []
      if (status === 401) headers.push(['WWW-Authenticate', challenge(served)])
      if (outcome === 'methodNotAllowed') headers.push(['Allow', methodsAt(served, call.path).join(', ')])
      return { status, root: 'failure', value: value && naming(value, errors), headers }
    },

    jsonText: (_call, { root }, value) => JSON.stringify(root === 'sibling' ? value[siblingBody] : value),

    negotiate: (call) => (xml ? honestSqs.negotiate(call) : 'json'),

    render: (call, answer) => {
      const { value } = answer
      if (value === null || answer.root !== 'group' || call.operation !== 'update')
        return honestSqs.render(call, answer)
      return honestSqs.render(call, { ...answer, value: wholeAnswer(served, value) })
    },
  }
}

/** A refusal that has a list of what is wrong with which field, as the one of SQS, says so. */
function naming(value: JsonObject, errors: readonly FieldError[]): JsonObject {
  const [first] = Array.isArray(value.errors) ? value.errors : []
  if (!isObject(first) || !('field' in first) || errors.length === 0) return value
  return { ...value, errors: errors.map((error) => ({ ...first, ...error })) }
}

function challenge({ contract }: Served): string {
  return contract.basic
    ? 'Basic realm="groups", charset="UTF-8"'
    : `${contract.apiKey?.scheme ?? 'Key'} realm="groups"`
}

/** How a group is shown, by the server's own names. */
export function presenting(served: Served): (group: SqsGroup) => JsonObject {
  const besides = membersBesides(served)
  return ({ id, ownerId, name, others, created, updated }) => ({
    ...besides(others),
    created: served.writeDate(created),
    updated: served.writeDate(updated),
    id,
    ownerId,
    name,
    ...others,
  })
}

/** The whole answer to an update, from the members of its group by the server's own names. */
export function wholeAnswer(served: Served, members: JsonObject): JsonObject {
  const group = writtenGroup(served, members)
  const { contract, success } = served
  // An answer that is known by its mark alone does not show the group.
  if (!contract.reports) return success.value ?? {}
  const whole = putAt(success.value ?? {}, contract.groupAt, group)
  return isObject(whole) ? whole : group
}

/** A group as the answer to an update shows it, from members by the server's own names. */
function writtenGroup({ contract, names }: Served, members: JsonObject): JsonObject {
  const { properties } = contract.resolve(contract.schemas.group)
  const roles: readonly string[] = Object.values(contract.members)
  // A member that an update has may be none of those that its answer shows.
  const shown = Object.entries(written(names, members)).filter(
    ([member]) => !isObject(properties) || member in properties || !roles.includes(member),
  )
  return Object.fromEntries(shown)
}

/** What a group must show beside what an update says of it. */
function membersBesides({ contract, names }: Served): (others: JsonObject | undefined) => JsonObject {
  const reference = `#/components/schemas/${contract.schemas.group}`
  const whole = instanceOf({ $ref: reference }, contract.resolve)
  const known = [...Object.values(contract.members), ...contract.dates.members]
  const fixed = Object.entries(isObject(whole) ? whole : {}).filter(([member]) => !known.includes(member))
  const { properties } = contract.resolve(reference)
  const counted = isObject(properties) && 'count' in properties && names.writtenOf('numbers') !== undefined
  return (others) => ({
    ...Object.fromEntries(fixed),
    ...(counted && { count: Array.isArray(others?.numbers) ? others.numbers.length : 0 }),
  })
}
