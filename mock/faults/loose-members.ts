import type { Json, JsonObject } from '../../helpers/contract/types.ts'
import type { SharedIds } from '../fault.ts'
import { isObject } from '../json.ts'

/** Where a member is looked for that is not shown, or besides: what is found of that name, the last of several. */
type Finds = (payload: JsonObject, member: string) => Json | undefined

const inOtherCase: Finds = (payload, member) =>
  Object.entries(payload).findLast(
    ([name]) => name !== member && name.toLowerCase() === member.toLowerCase(),
  )?.[1]

const inOthers: Finds = (payload, member) =>
  Object.keys(payload)
    .filter((name) => name !== '__proto__')
    .map((name) => memberIn(payload, name, member))
    .find((value) => value !== undefined)

function memberIn(payload: JsonObject, name: string, member: string): Json | undefined {
  const value = Object.hasOwn(payload, name) ? payload[name] : undefined
  return isObject(value) && Object.hasOwn(value, member) ? value[member] : undefined
}

/** Takes what is found for a member that is missing, or for one that is there as well. */
function taking(finds: Finds, when: 'missing' | 'there') {
  return (payload: JsonObject, members: readonly string[]): JsonObject => {
    const found = members.flatMap((member): [string, Json][] => {
      const value = finds(payload, member)
      return value !== undefined && Object.hasOwn(payload, member) === (when === 'there')
        ? [[member, value]]
        : []
    })
    return { ...payload, ...Object.fromEntries(found) }
  }
}

/** Readings of a payload, by the names of its members or its text, that take something else for a member. */
export const looseMembers: readonly (readonly [
  ids: SharedIds,
  lie: string,
  check: string,
  read: (payload: JsonObject, members: readonly string[], text: string) => JsonObject,
])[] = [
  [
    { autodialer: 'autodialer-member-in-other-case', sqs: 'sqs-member-in-other-case' },
    'A member may be written in any case.',
    'required-other-case',
    taking(inOtherCase, 'missing'),
  ],
  [
    { autodialer: 'autodialer-member-nested', sqs: 'sqs-member-nested' },
    'A member is looked for at any depth.',
    'required-nested',
    taking(inOthers, 'missing'),
  ],
  [
    { autodialer: 'autodialer-member-inherited', sqs: 'sqs-member-inherited' },
    'The payload is merged into an object, whose prototype it may name.',
    'required-in-prototype',
    taking((payload, member) => memberIn(payload, '__proto__', member), 'missing'),
  ],
  [
    { autodialer: 'autodialer-other-case-overrides', sqs: 'sqs-other-case-overrides' },
    'Of members that differ in case alone, the last one counts.',
    'unknown-members-kept-out',
    taking(inOtherCase, 'there'),
  ],
  [
    { autodialer: 'autodialer-nested-overrides', sqs: 'sqs-nested-overrides' },
    'The first member of a name counts, at whatever depth.',
    'unknown-members-kept-out',
    taking(inOthers, 'there'),
  ],
  [
    { autodialer: 'autodialer-capital-escapes-unread', sqs: 'sqs-capital-escapes-unread' },
    'Escapes whose letters are capitals are not read.',
    'json-spelled-differently',
    (payload, _members, text) => (/\\u[0-9a-f]*[A-F]/.test(text) ? {} : payload),
  ],
  [
    { autodialer: 'autodialer-member-escaped', sqs: 'sqs-member-escaped' },
    'The name of a member is compared as it is written, escapes and all.',
    'json-spelled-differently',
    (payload, members, text) =>
      Object.fromEntries(
        Object.entries(payload).filter(([name]) => !members.includes(name) || text.includes(`"${name}"`)),
      ),
  ],
]
