import { memberName, memberOf } from '../json-value.ts'
import type { Json, JsonObject } from '../types.ts'
import { askMistakes } from './ask-mistakes.ts'
import { credentialMistakes } from './credential-mistakes.ts'
import { memberMistakes } from './member-mistakes.ts'
import { inside, type Mistake, oneOf } from './mistake.ts'
import { operationMistakes } from './operation-mistakes.ts'
import { outcomeMistakes } from './outcome-mistakes.ts'
import { aboutOf, objectAt, operationsOf, schemaNamed } from './parts.ts'
import { answerMistakes, requestMistakes } from './pointer-mistakes.ts'
import { securityMistakes } from './security-mistakes.ts'

/** What a document of the right shape says that leads nowhere, or that the suite cannot do. */
export function meaningMistakes(document: JsonObject): Mistake[] {
  return [
    ...credentialMistakes(document),
    ...securityMistakes(document),
    ...updateMistakes(document),
    ...Object.keys(objectAt(aboutOf(document), 'siblings')).flatMap((name) =>
      siblingMistakes(document, name),
    ),
    ...namedSchemaMistakes(document),
    ...memberMistakes(document),
  ]
}

function updateMistakes(document: JsonObject): Mistake[] {
  const { update, group, groupInRequest } = aboutOf(document)
  const operation = operationsOf(document).get(String(update))
  if (!operation) return noOperation(document, update, '/x-conformance/update')
  const [ofAnswer, ofRequest] = ['/x-conformance/group', '/x-conformance/groupInRequest']
  const types = ['object']
  return [
    ...operationMistakes(document, operation, true),
    ...answerMistakes(document, operation, { to: group, at: ofAnswer, types }),
    ...requestMistakes(document, operation, { to: groupInRequest, at: ofRequest, types }),
    ...outcomeMistakes(document, operation),
  ]
}

/** Of which types that is to which the pointers of siblings lead, and that without one the whole answer is meant. */
const shown: Readonly<Record<string, { readonly types: readonly string[]; readonly otherwise?: string }>> = {
  create: { types: ['string'] },
  read: { types: ['object'], otherwise: '' },
  list: { types: ['array'], otherwise: '' },
}

function siblingMistakes(document: JsonObject, name: string): Mistake[] {
  const at = inside('/x-conformance/siblings', name)
  const sibling = objectAt(objectAt(aboutOf(document), 'siblings'), name)
  const operation = operationsOf(document).get(String(sibling.operation))
  if (!operation) return noOperation(document, sibling.operation, inside(at, 'operation'))
  const { types, otherwise } = shown[name] ?? {}
  const total = { to: sibling.total, at: inside(at, 'total'), types: ['integer', 'number', 'string'] }
  return [
    ...useMistakes(document, name, inside(at, 'operation')),
    ...operationMistakes(document, operation, name === 'read' || name === 'remove'),
    ...(types
      ? answerMistakes(document, operation, { to: sibling.at ?? otherwise, at: inside(at, 'at'), types })
      : []),
    ...(name === 'create' ? otherRole(document, sibling.at, inside(at, 'at')) : []),
    ...answerMistakes(document, operation, total),
    ...askMistakes(document, operation, sibling, at),
  ]
}

/** A group that is created is known by its id alone. */
function otherRole(document: JsonObject, to: Json | undefined, at: string): Mistake[] {
  const member = memberName(String(to).split('/').at(-1) ?? '')
  const found = Object.entries(objectAt(aboutOf(document), 'members')).find(([, each]) => each === member)
  if (!found || found[0] === 'id') return []
  return [{ at, says: `${to} leads to the ${found[0]}; expected the id` }]
}

function noOperation(document: JsonObject, id: Json | undefined, at: string): Mistake[] {
  return [
    { at, says: `there is no operation ${id}; ${oneOf(String(id), [...operationsOf(document).keys()])}` },
  ]
}

/** What changes a group does nothing else; one operation may both read a group and list them. */
function useMistakes(document: JsonObject, name: string, at: string): Mistake[] {
  const about = aboutOf(document)
  const siblings = objectAt(about, 'siblings')
  const id = memberOf(siblings[name], 'operation')
  const names = Object.keys(siblings)
  const before = names.slice(0, names.indexOf(name))
  const isRead = (each: string) => each === 'read' || each === 'list'
  const twin = before.find(
    (each) => memberOf(siblings[each], 'operation') === id && !(isRead(each) && isRead(name)),
  )
  const use = id === about.update ? 'the update' : twin
  return use ? [{ at, says: `${id} is ${use} already; expected an operation of its own` }] : []
}

function namedSchemaMistakes(document: JsonObject): Mistake[] {
  const about = aboutOf(document)
  return [
    ...Object.entries(objectAt(about, 'schemas')).flatMap(([use, name]) =>
      schemaNamed(document, name, inside('/x-conformance/schemas', use)),
    ),
    ...schemaNamed(document, memberOf(about.dates, 'schema'), '/x-conformance/dates/schema'),
  ]
}
