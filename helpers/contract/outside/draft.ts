import { isObject, memberOf } from '../json-value.ts'
import type { Json, JsonObject, Role } from '../types.ts'
import { draftOutcomes } from './draft-outcomes.ts'
import { siblingsBeside } from './draft-siblings.ts'

/** A contract made from a vendor's document, and what its writer was not sure of. */
export interface Draft {
  readonly document: JsonObject
  readonly unsure: readonly string[]
}

export interface Found {
  readonly path: string
  readonly method: string
  readonly operation: JsonObject
}

/** Names that members of a role often have, likeliest first. */
const usual: readonly (readonly [Role, RegExp])[] = [
  ['id', /^(id|uuid|key|_id|.*[_-]?id)$/i],
  ['owner', /^(owner|creator|account)/i],
  ['name', /^(name|title|label|.*name)$/i],
  ['description', /^(desc|about|comment|note|text|body)/i],
]

/** The contract of an operation, from a document whose references are resolved. */
export function draftContract(document: JsonObject, { path, method, operation }: Found): Draft {
  const request = jsonSchemaOf(operation.requestBody)
  const success = successOf(operation)
  const group = jsonSchemaOf(success)
  const members = rolesIn(request)
  const siblings = siblingsBeside(document, path)
  const id = /\{([^}]+)\}$/.exec(path)?.[1]
  const spelled = (text: string) => (id === undefined ? text : text.replace(`{${id}}`, '{id}'))
  const paths: Record<string, Record<string, Json>> = {}
  const add = (found: Found, name: string, more: JsonObject = {}) => {
    const own = { ...found.operation, ...more, operationId: name }
    const at = spelled(found.path)
    paths[at] = { ...paths[at], [found.method]: renamed(own, id) }
  }
  add({ path, method, operation }, nameOf(operation, 'update'), { 'x-outcomes': draftOutcomes(operation) })
  for (const [name, found] of siblings) add(found, nameOf(found.operation, name))
  const about = {
    title: String(memberOf(document.info, 'title') ?? 'FILL IN'),
    update: nameOf(operation, 'update'),
    members,
    group: '',
    schemas: { request: 'Request', group: 'Group' },
    siblings: Object.fromEntries(siblings.map(([name, found]) => [name, siblingOf(name, found, members)])),
  }
  return {
    document: {
      openapi: '3.1.0',
      info: document.info ?? { title: about.title, version: '1' },
      'x-conformance': about,
      paths,
      components: {
        schemas: { Request: request, Group: isObject(group) && group.type ? group : request },
        securitySchemes: memberOf(document.components, 'securitySchemes') ?? {},
      },
    },
    unsure: [
      ...[...spelled(path).matchAll(/\{([^}]*)\}/g)].flatMap(([part, name]) =>
        name === 'id'
          ? []
          : [`/paths: nothing is known to stand for ${part}; put what it is on your server in its place`],
      ),
      ...Object.entries(members).map(
        ([role, member]) => `/x-conformance/members/${role}: taken to be ${member}, by its name`,
      ),
      '/x-conformance/group: the whole answer is taken to be the group',
      ...siblings.map(
        ([name, found]) =>
          `/x-conformance/siblings/${name}: ${found.method.toUpperCase()} ${found.path}, by its path`,
      ),
      'x-outcomes: by the statuses alone; a 400 is taken for malformed, and 422 for invalid',
    ],
  }
}

function siblingOf(
  name: string,
  { operation }: Found,
  members: Readonly<Partial<Record<Role, string>>>,
): JsonObject {
  const asks = Object.fromEntries(
    Object.entries(members).flatMap(([role, member]) => (role === 'id' ? [] : [[member, `{${role}}`]])),
  )
  return {
    operation: nameOf(operation, name),
    ...(name === 'create' && { asks: [{ body: asks }], at: `/${members.id ?? 'id'}` }),
  }
}

function nameOf({ operationId }: JsonObject, otherwise: string): string {
  return typeof operationId === 'string' ? operationId : otherwise
}

/** The parameter in the path is named `id`. */
function renamed(operation: JsonObject, id: string | undefined): JsonObject {
  const parameters = Array.isArray(operation.parameters) ? operation.parameters : []
  return {
    ...operation,
    parameters: parameters.map((each: Json) =>
      isObject(each) && each.in === 'path' && each.name === id ? { ...each, name: 'id' } : each,
    ),
  }
}

function rolesIn(schema: JsonObject): Partial<Record<Role, string>> {
  const properties = isObject(schema.properties) ? schema.properties : {}
  const roles: Partial<Record<Role, string>> = {}
  for (const [role, likely] of usual) {
    const free = Object.keys(properties).filter((name) => !Object.values(roles).includes(name))
    const found = free.find((name) => likely.test(name))
    if (found !== undefined) roles[role] = found
  }
  const lists = Object.entries(properties).find(([, member]) => memberOf(member, 'type') === 'array')
  return lists ? { ...roles, numbers: lists[0] } : roles
}

export function successOf(operation: JsonObject): Json | undefined {
  const responses = isObject(operation.responses) ? operation.responses : {}
  return Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1]
}

export function jsonSchemaOf(body: Json | undefined): JsonObject {
  const schema = memberOf(memberOf(memberOf(body, 'content'), 'application/json'), 'schema')
  return isObject(schema) ? schema : {}
}
