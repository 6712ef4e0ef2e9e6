import { randomBytes } from 'node:crypto'
import type { JsonObject } from '../../helpers/contract/types.ts'
import { textOr } from '../json.ts'
import { admit } from './admit.ts'
import { groupAnswer } from './answers.ts'
import { type SqsAnswer, type SqsCall, SqsRefusal } from './call.ts'
import { groups } from './groups.ts'
import { payload } from './payload.ts'
import type { SqsGroup } from './store.ts'

// The siblings share the decisions on who may ask and on how an answer looks. Bodies and groups they judge
// by themselves, so that a fault of the update does not reach the operations by which it is observed.

export async function create(call: SqsCall): Promise<SqsAnswer> {
  const tenant = await admit(call, 'SQS_GROUP_CREATE_UPDATE_PERMISSION')
  if (!(await payload.mediaTypeServed(call))) throw new SqsRefusal('unsupportedMediaType')
  const body = await payload.parse(call)
  if (body === undefined) throw new SqsRefusal('malformed')
  const errors = (['ownerId', 'name'] as const).flatMap((field) => {
    const description = payload.objection(call, field, body[field])
    return description === undefined ? [] : [{ field, description }]
  })
  if (errors.length > 0) throw new SqsRefusal('invalid', errors)
  if (!call.store.tenants.includes(tenant)) throw new SqsRefusal('notFound')
  return call.store.lock.run(() => add(call, newGroup(tenant, body)))
}

async function add(call: SqsCall, group: SqsGroup): Promise<SqsAnswer> {
  if (await groups.clashes(call, group)) throw new SqsRefusal('conflict')
  call.store.put(group)
  return call.decide.created(call, group)
}

function newGroup(tenant: string, body: JsonObject): SqsGroup {
  const id = randomBytes(15).toString('base64').replace(/\W/g, '0')
  const now = Date.now()
  const ownerId = textOr('', body.ownerId)
  return { tenant, id, ownerId, name: textOr('', body.name), created: now, updated: now }
}

export async function read(call: SqsCall): Promise<SqsAnswer> {
  const tenant = await admit(call, 'SQS_GROUP_READ_PERMISSION')
  const group = await call.decide.read(call, tenant, call.id)
  if (group === undefined) throw new SqsRefusal('notFound')
  return groupAnswer(200, call.decide.present(call, group))
}

export async function remove(call: SqsCall): Promise<SqsAnswer> {
  const tenant = await admit(call, 'SQS_GROUP_DELETE_PERMISSION')
  const group = call.store.find(tenant, call.id)
  if (group === undefined) throw new SqsRefusal('notFound')
  call.store.remove(group)
  return call.decide.removed(call, group)
}

export async function list(call: SqsCall): Promise<SqsAnswer> {
  const tenant = await admit(call, 'SQS_GROUP_READ_PERMISSION')
  const ownerId = call.query.get('ownerId')
  const all = await call.decide.list(call, tenant)
  const found = all.filter((group) => ownerId === null || group.ownerId === ownerId)
  return call.decide.listed(call, found)
}

export async function health(): Promise<SqsAnswer> {
  return { status: 200, root: 'health', value: { status: 'UP' }, headers: [] }
}
