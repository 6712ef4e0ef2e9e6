import { isObject } from '../json-value.ts'
import type { Json, JsonObject, SiblingName } from '../types.ts'
import type { Found } from './draft.ts'

/** The operations next to one on a group, found by their paths: on the group itself, and on the folder of all. */
export function siblingsBeside(document: JsonObject, path: string): [SiblingName, Found][] {
  const folder = path.replace(/\/\{[^}]+\}$/, '')
  const places: readonly (readonly [SiblingName, string, string])[] = [
    ['create', folder, 'post'],
    ['read', path, 'get'],
    ['list', folder, 'get'],
    ['remove', path, 'delete'],
  ]
  return places.flatMap(([name, at, method]): [SiblingName, Found][] => {
    if (at === path && folder === path) return []
    const item: Json | undefined = isObject(document.paths) ? document.paths[at] : undefined
    const operation = isObject(item) ? item[method] : undefined
    return isObject(operation) ? [[name, { path: at, method, operation }]] : []
  })
}
