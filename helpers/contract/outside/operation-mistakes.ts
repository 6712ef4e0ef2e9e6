import { isObject, memberOf } from '../json-value.ts'
import type { Json, JsonObject } from '../types.ts'
import { inside, type Mistake } from './mistake.ts'
import { followed } from './references.ts'

/**
 * Names of settings that every endpoint has, and of what is read or run to get one: no header may take its value from
 * them.
 */
const taken =
  /^(BASE_URL|USERNAME|PASSWORD|API_KEY|AUTH|EXTRA_HEADERS|(SECOND_|OTHER_TENANT_)?GROUP_ID|(SECOND_)?GROUP_NAME|OWNER_ID|OTHER_TENANT|(UNPRIVILEGED|EXPENDABLE)_\w+|(\w+_)?(FILE|COMMAND))$/

/** Headers that the suite sends by itself. */
const own = ['accept', 'content-type', 'content-length', 'authorization']

/** What an operation asks of a request that the suite cannot do. */
export function operationMistakes(
  document: JsonObject,
  path: string,
  method: string,
  members: JsonObject,
): Mistake[] {
  const at = inside('/paths', path, method)
  const operation = memberOf(memberOf(memberOf(document, 'paths'), path), method)
  const unknown = [...path.matchAll(/\{([^}]*)\}/g)].filter(([, name]) => name !== 'id')
  return [
    ...unknown.map(([part]) => ({
      at: inside('/paths', path),
      says: `nothing is known to stand for ${part}; expected {id}, the id of the group, and no other`,
    })),
    ...parameterMistakes(document, memberOf(operation, 'parameters'), inside(at, 'parameters')),
    ...bodyMistakes(document, memberOf(operation, 'requestBody'), inside(at, 'requestBody')),
    ...(path.includes('{id}') || members.id !== undefined
      ? []
      : [{ at, says: 'no part says which group is meant' }]),
  ]
}

function parameterMistakes(document: JsonObject, parameters: Json | undefined, at: string): Mistake[] {
  if (!Array.isArray(parameters)) return []
  return parameters.flatMap((each: Json, index): Mistake[] => {
    const parameter = followed(document, each)
    if (!isObject(parameter)) return []
    const { name, in: where, required, 'x-setting': setting } = parameter
    const place = inside(at, index)
    if (setting !== undefined) {
      if (where !== 'header')
        return [{ at: place, says: `x-setting stands at a parameter in ${where}; expected one in a header` }]
      if (typeof setting === 'string' && /^[A-Z][A-Z0-9_]*$/.test(setting) && !taken.test(setting)) return []
      return [
        {
          at: inside(place, 'x-setting'),
          says: `it is ${setting}; expected a name in capitals of its own, such as REALM`,
        },
      ]
    }
    if (required !== true || where === 'path') return []
    if (where === 'header' && own.includes(String(name).toLowerCase())) return []
    if (where === 'header')
      return [
        {
          at: place,
          says: `the header ${name} is required, and nothing says its value; expected x-setting, such as REALM`,
        },
      ]
    return [
      { at: place, says: `${name} is required in ${where}; expected none there: no such value can be sent` },
    ]
  })
}

function bodyMistakes(document: JsonObject, body: Json | undefined, at: string): Mistake[] {
  const content = memberOf(followed(document, body), 'content')
  if (!isObject(content) || content['application/json'] !== undefined) return []
  const found = Object.keys(content).join(', ') || 'nothing'
  return [
    {
      at: inside(at, 'content'),
      says: `the body is ${found}; expected application/json: other bodies cannot be sent`,
    },
  ]
}
