import { isObject } from '../json-value.ts'
import type { Json, JsonObject } from '../types.ts'
import { inside } from './mistake.ts'

/** JSON Merge Patch (RFC 7396): what the patch names is replaced, what it gives as null is dropped. */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch
  const merged: Record<string, Json> = isObject(target) ? { ...target } : {}
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name]
    else merged[name] = mergePatch(Object.hasOwn(merged, name) ? merged[name] : undefined, value)
  }
  return merged
}

/** What a patch does to a target: the pointer to each value that it adds, changes or drops. */
export function changesOf(target: Json | undefined, patch: JsonObject, at = ''): string[] {
  return Object.entries(patch).flatMap(([name, value]) => {
    const place = inside(at, name)
    const before = isObject(target) && Object.hasOwn(target, name) ? target[name] : undefined
    if (value === null) return [`drops ${place}`]
    if (isObject(value) && isObject(before)) return changesOf(before, value, place)
    return [`${before === undefined ? 'adds' : 'changes'} ${place}`]
  })
}

/** The pointers that a patch drops though the target has nothing there. */
export function droppedInVain(target: Json | undefined, patch: JsonObject, at = ''): string[] {
  return Object.entries(patch).flatMap(([name, value]) => {
    const place = inside(at, name)
    const before = isObject(target) && Object.hasOwn(target, name) ? target[name] : undefined
    if (value === null) return before === undefined ? [place] : []
    return isObject(value) ? droppedInVain(before, value, place) : []
  })
}
