import { isObject, memberOf } from '../json-value.ts'
import type { Json, JsonObject, Role } from '../types.ts'
import { draftOutcomes } from './draft-outcomes.ts'
import { siblingsBeside } from './draft-siblings.ts'
import { isOwnSetting } from './operation-mistakes.ts'

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
  // An id that no request holds may stand in the answer, as an address gives it.
  const { id: shownId } = rolesIn(group)
  const members = { ...(shownId !== undefined && { id: shownId }), ...rolesIn(request) }
  const siblings = siblingsBeside(document, path)
  const id = /\{([^}]+)\}$/.exec(path)?.[1]
  const parts = otherParts(path, id)
  const paths: Record<string, Record<string, Json>> = {}
  const add = (found: Found, name: string, more: JsonObject = {}) => {
    const own = { ...found.operation, ...more, operationId: name }
    paths[found.path] = { ...paths[found.path], [found.method]: withSettings(own, found.path, parts) }
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
      ...[...parts].map(
        ([part, setting]) => `/paths: {${part}} is to be a setting, ${setting}, as the part of an address`,
      ),
      ...(['id', 'name'] as const).flatMap((role) =>
        members[role] === undefined
          ? [`/x-conformance/members/${role}: no member is named like one; it is to be filled in`]
          : [],
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

/** The parts of a path but the id of the group, and the setting that each is to be. */
function otherParts(path: string, id: string | undefined): Map<string, string> {
  const names = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name)
  return new Map(names.filter((name) => name !== id).map((name) => [name, settingNamed(name)]))
}

/** `houseId` as a setting is `HOUSE_ID`. */
function settingNamed(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/\W+/g, '_')
  const setting = words.toUpperCase()
  return isOwnSetting(setting) ? setting : `${setting}_PART`
}

/** With `x-setting` at the parameters of those parts that its path has. */
function withSettings(operation: JsonObject, path: string, parts: ReadonlyMap<string, string>): JsonObject {
  const parameters: readonly Json[] = Array.isArray(operation.parameters) ? operation.parameters : []
  const isPart = (each: Json) => memberOf(each, 'in') === 'path' && parts.has(String(memberOf(each, 'name')))
  const marked = [...parts].flatMap(([name, setting]): JsonObject[] => {
    if (!path.includes(`{${name}}`)) return []
    const given = parameters.find((each) => isPart(each) && memberOf(each, 'name') === name)
    const declared = isObject(given)
      ? given
      : { name, in: 'path', required: true, schema: { type: 'string' } }
    return [{ ...declared, 'x-setting': setting }]
  })
  return marked.length === 0
    ? operation
    : { ...operation, parameters: [...marked, ...parameters.filter((each) => !isPart(each))] }
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
