import { randomBytes } from 'node:crypto'
import type { Json, JsonObject } from '../../helpers/contract/types.ts'
import { isObject, isTextList, parseObject, textOr } from '../json.ts'
import { admit } from './admit.ts'
import { type AutodialerAnswer, type AutodialerCall, AutodialerRefusal } from './call.ts'
import { groups } from './groups.ts'
import { payload } from './payload.ts'
import type { AutodialerGroup } from './store.ts'

// The siblings share the decisions on who may ask and on how an answer looks. Bodies and groups they judge
// by themselves, so that a fault of the update does not reach the operations by which it is observed.

export async function add(call: AutodialerCall): Promise<AutodialerAnswer> {
  const body = await admittedBody(call)
  const { name, numbers, description } = body
  if (name === undefined) throw new AutodialerRefusal('invalid', 'name is required')
  for (const field of ['name', 'numbers', 'description'] as const) {
    const objection = payload.objection(call, field, body[field])
    if (objection !== undefined) throw new AutodialerRefusal('invalid', objection)
  }
  const id = randomBytes(12).toString('hex')
  call.store.put({
    id,
    name: textOr('', name),
    numbers: isTextList(numbers) ? numbers : [],
    description: textOr('', description),
    date: Date.now(),
  })
  return call.decide.completed(call, { _id: id })
}

export async function search(call: AutodialerCall): Promise<AutodialerAnswer> {
  const { alike, conditions, pagination } = await admittedBody(call)
  const wanted = isObject(conditions) ? conditions : {}
  const all = await call.decide.list(call)
  const found = all.filter((group) => matches(group, wanted, alike === true || alike === 'true'))
  const page = isObject(pagination) ? pagination : {}
  const start = wholeNumber(page.start, 0)
  const count = wholeNumber(page.count, found.length)
  const data = found.slice(start, start + count).map((group) => call.decide.present(call, group))
  return call.decide.completed(call, {
    pagination: { start, count, sorting: page.sorting ?? {}, total: found.length },
    data,
  })
}

/** An empty condition is none. */
function matches(group: AutodialerGroup, wanted: JsonObject, alike: boolean): boolean {
  return (['name', 'description'] as const).every((field) => {
    const text = textOr('', wanted[field])
    return text === '' || (alike ? group[field].includes(text) : group[field] === text)
  })
}

function wholeNumber(value: Json | undefined, fallback: number): number {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : fallback
}

export async function remove(call: AutodialerCall): Promise<AutodialerAnswer> {
  const { _id } = await admittedBody(call)
  const group = await groups.find(call, _id)
  if (group === undefined) throw new AutodialerRefusal('notFound')
  call.store.remove(group)
  return call.decide.completed(call, '')
}

async function admittedBody(call: AutodialerCall): Promise<JsonObject> {
  await admit(call)
  const body = parseObject(call.request.body)
  if (body === undefined) throw new AutodialerRefusal('malformed')
  return body
}
