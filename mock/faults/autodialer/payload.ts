import type { Json } from '../../../helpers/contract/types.ts'
import type { AutodialerField } from '../../autodialer/decisions.ts'
import type { AutodialerGroup } from '../../autodialer/store.ts'
import { isObject, isTextList, parseObject } from '../../json.ts'
import { applyAnyway } from './apply-anyway.ts'
import { type AutodialerFault, ofUpdate, reading, reply, withHeader } from './tools.ts'

/** Answers as if a group had been found, where its id is given in this way, and stores nothing. */
function taking(given: (id: Json | undefined) => boolean): AutodialerFault['decisions'] {
  const nothing: AutodialerGroup = { id: '', name: '', numbers: [], description: '', date: 0 }
  return (honest) => ({
    find: (call, id) => (given(id) ? nothing : honest.find(call, id)),
    write: (call, wanted) => (wanted.id === '' ? undefined : honest.write(call, wanted)),
  })
}

function requiring(required: AutodialerField): AutodialerFault['decisions'] {
  return (honest) => ({
    objection: (call, field, value) =>
      field === required && value === undefined
        ? `${field} is required`
        : honest.objection(call, field, value),
  })
}

/** Gives a member that is left out a value of its own. */
function emptying(member: AutodialerField, value: Json): AutodialerFault['decisions'] {
  return reading((payload) => ({ [member]: value, ...payload }))
}

/** Takes a member of a wrong type by turning it into a text. */
function stringifying(member: 'name' | 'description'): AutodialerFault['decisions'] {
  return reading((payload) => {
    const value = payload[member]
    return typeof value === 'object' && value !== null ? { ...payload, [member]: 'Array' } : payload
  })
}

const ids: readonly [id: string, lie: string, check: string, given: (id: Json | undefined) => boolean][] = [
  [
    'autodialer-id-missing-done',
    'An update without an id is done.',
    'required-id-missing',
    (id) => id === undefined,
  ],
  ['autodialer-id-null-done', 'An update whose id is null is done.', 'required-id-null', (id) => id === null],
  ['autodialer-id-array-done', 'An id may be a list of ids.', 'required-id-array', (id) => Array.isArray(id)],
  [
    'autodialer-id-object-done',
    'An id may be an object without operators.',
    'required-id-object',
    (id) => isObject(id) && !Object.keys(id).some((name) => name.startsWith('$')),
  ],
  [
    'autodialer-id-number-done',
    'An id may be a number.',
    'required-id-number',
    (id) => typeof id === 'number',
  ],
]

/** What the payload must and need not hold. */
export const payload: readonly AutodialerFault[] = [
  ...ids.map(
    ([id, lie, check, given]): AutodialerFault => ({
      id,
      lie,
      behaviour: 'required',
      checks: [check],
      decisions: taking(given),
    }),
  ),
  {
    id: 'autodialer-id-extended-json',
    lie: 'Bodies are read as the extended JSON of MongoDB, in which an object with $oid is an id.',
    behaviour: 'not-found',
    checks: ['id-others'],
    decisions: (honest) => ({
      find: (call, id) => honest.find(call, isObject(id) && typeof id.$oid === 'string' ? id.$oid : id),
    }),
  },
  {
    id: 'autodialer-empty-object-done',
    lie: 'An empty payload asks for nothing, which is done.',
    behaviour: 'required',
    checks: ['required-all-missing'],
    decisions: (honest) => ({
      refuse: (call, reason) =>
        ofUpdate(call) && call.request.body.toString('utf8') === '{}'
          ? honest.succeed(call, {})
          : honest.refuse(call, reason),
    }),
  },
  {
    id: 'autodialer-missing-id-page',
    lie: 'A missing id is answered with the page of the web server.',
    behaviour: 'required',
    checks: ['required-status'],
    decisions: reply((plain, call) =>
      parseObject(call.request.body)?._id === undefined && plain.body.includes('does not exist')
        ? {
            status: 400,
            headers: withHeader(plain.headers, 'Content-Type', 'text/html'),
            body: Buffer.from('<!DOCTYPE html><title>400</title>'),
          }
        : plain,
    ),
  },
  {
    id: 'autodialer-id-array-denied',
    lie: 'A list of ids is refused, and the first group in it is updated.',
    behaviour: 'required',
    checks: ['required-changes-nothing'],
    decisions: applyAnyway('notFound', (body) => {
      const given = parseObject(body)
      return given && Array.isArray(given._id) ? { ...given, _id: given._id[0] } : undefined
    }),
  },
  ...(
    [
      ['autodialer-name-required', 'name', 'optional-name-missing'],
      ['autodialer-numbers-required', 'numbers', 'optional-numbers-missing'],
      ['autodialer-description-required', 'description', 'optional-description-missing'],
    ] as const
  ).map(
    ([id, member, check]): AutodialerFault => ({
      id,
      lie: `An update must give the ${member}.`,
      behaviour: 'optional',
      checks: [check],
      decisions: requiring(member),
    }),
  ),
  ...(
    [
      ['autodialer-omitted-name-lost', 'name', 'optional-name-kept', ''],
      ['autodialer-omitted-numbers-lost', 'numbers', 'optional-numbers-kept', []],
      ['autodialer-omitted-description-lost', 'description', 'optional-description-kept', ''],
    ] satisfies [id: string, AutodialerField, check: string, Json][]
  ).map(
    ([id, member, check, value]): AutodialerFault => ({
      id,
      lie: `An update that leaves out the ${member} empties it.`,
      behaviour: 'optional',
      checks: [check],
      decisions: emptying(member, value),
    }),
  ),
  {
    id: 'autodialer-description-empty-ignored',
    lie: 'An empty description is one that was not given.',
    behaviour: 'optional',
    checks: ['description-empty'],
    decisions: reading(({ description, ...others }) =>
      description === undefined || description === '' ? others : { ...others, description },
    ),
  },
  {
    id: 'autodialer-something-required',
    lie: 'An update must give something beside the id.',
    behaviour: 'optional',
    checks: ['optional-all-missing'],
    decisions: (honest) => ({
      objections: async (call, given) =>
        Object.keys(given).length > 1 ? honest.objections(call, given) : ['nothing to update'],
    }),
  },
  ...(
    [
      ['autodialer-name-stringified', 'name'],
      ['autodialer-description-stringified', 'description'],
    ] as const
  ).map(
    ([id, member]): AutodialerFault => ({
      id,
      lie: `A ${member} that is a list or an object is stored as the word Array.`,
      behaviour: 'optional',
      checks: ['optional-type-reported'],
      decisions: stringifying(member),
    }),
  ),
  {
    id: 'autodialer-numbers-of-object',
    lie: 'Numbers may be an object, whose values they are.',
    behaviour: 'optional',
    checks: ['optional-numbers-type'],
    decisions: reading((given) => {
      const { numbers } = given
      return isObject(numbers) && isTextList(Object.values(numbers))
        ? { ...given, numbers: Object.values(numbers) }
        : given
    }),
  },
  {
    id: 'autodialer-wrong-type-half-stored',
    lie: 'When one member is refused for its type, the others are stored.',
    behaviour: 'optional',
    checks: ['optional-changes-nothing'],
    decisions: (honest) => ({
      objections: async (call, given) => {
        const found = await honest.objections(call, given)
        const group = found.length > 0 && ofUpdate(call) ? await honest.find(call, given._id) : undefined
        if (group) await honest.write(call, await honest.change(call, group, given))
        return found
      },
    }),
  },
]
