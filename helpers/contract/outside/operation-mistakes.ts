import { isObject, memberOf } from '../json-value.ts'
import type { Json, JsonObject } from '../types.ts'
import { isOfHttp, takenByHttp } from './http-headers.ts'
import { inside, type Mistake } from './mistake.ts'
import { freePartsOf, parametersOf } from './parameters.ts'
import { aboutOf, type Operation, objectAt } from './parts.ts'
import { followed } from './references.ts'

/**
 * Names of settings that every endpoint has, and of what is read or run to get one: no header and no part of a path may
 * take its value from them.
 */
const taken =
  /^(BASE_URL|USERNAME|PASSWORD|API_KEY|AUTH|EXTRA_HEADERS|(SECOND_|OTHER_TENANT_)?GROUP_ID|(SECOND_)?GROUP_NAME|OWNER_ID|OTHER_TENANT|(UNPRIVILEGED|EXPENDABLE)_\w+|(\w+_)?(FILE|COMMAND))$/

/** Whether a contract may name a setting so. */
export function isOwnSetting(name: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(name) && !taken.test(name)
}

/** Headers that the suite sends by itself. */
const own = ['accept', 'content-type', 'content-length', 'authorization']

/** What an operation asks of a request that the suite cannot do; `onGroup` says whether its address names a group. */
export function operationMistakes(document: JsonObject, operation: Operation, onGroup: boolean): Mistake[] {
  const { at, path, method, value } = operation
  const members = objectAt(aboutOf(document), 'members')
  const parameters = parametersOf(document, path, method)
  const { id, unknown } = freePartsOf(document, path, method)
  const orId = id === undefined && onGroup ? ', or the name id where it is the id of the group' : ''
  return [
    ...(onGroup || id === undefined ? unknown : [...unknown, id]).map((name) => ({
      at: inside('/paths', path),
      says: `nothing is known to stand for {${name}}; expected x-setting of its parameter, such as TENANT${orId}`,
    })),
    ...parameters.flatMap(({ at: place, parameter }) => parameterMistakes(document, parameter, place)),
    ...bodyMistakes(document, memberOf(value, 'requestBody'), inside(at, 'requestBody')),
    ...(id !== undefined || members.id !== undefined
      ? []
      : [{ at, says: 'no part says which group is meant' }]),
  ]
}

function parameterMistakes(document: JsonObject, parameter: JsonObject, place: string): Mistake[] {
  const { name, in: where, required, 'x-setting': setting } = parameter
  if (setting !== undefined) {
    if (where !== 'header' && where !== 'path')
      return [
        {
          at: place,
          says: `x-setting stands at a parameter in ${where}; expected one in a header or the path`,
        },
      ]
    const at = inside(place, 'x-setting')
    if (typeof setting !== 'string' || !isOwnSetting(setting))
      return [{ at, says: `it is ${setting}; expected a name in capitals of its own, such as REALM` }]
    if (where === 'header' && isOfHttp(name)) return [{ at: inside(place, 'name'), says: takenByHttp(name) }]
    const elsewhere = where === 'path' ? 'header' : 'path'
    return isSettingIn(document, elsewhere, setting)
      ? [
          {
            at,
            says: `${setting} is the value of a parameter in ${elsewhere} as well; expected one place for it`,
          },
        ]
      : []
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
}

/** Whether any operation has a parameter there that takes its value from this setting. */
function isSettingIn(document: JsonObject, where: string, setting: string): boolean {
  const items = Object.entries(isObject(document.paths) ? document.paths : {})
  return items.some(([path, item]) =>
    Object.keys(isObject(item) ? item : {}).some((method) =>
      parametersOf(document, path, method).some(
        ({ parameter }) => parameter.in === where && parameter['x-setting'] === setting,
      ),
    ),
  )
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
