import type { Json, JsonObject, Sibling, SiblingAsk } from '../../helpers/contract/types.ts'
import { parseObject, textOr } from '../json.ts'
import { admit } from '../sqs/admit.ts'
import { type SqsAnswer, type SqsCall, SqsRefusal } from '../sqs/call.ts'
import type { Siblings } from '../sqs/serve.ts'
import { health } from '../sqs/siblings.ts'
import type { SqsGroup } from '../sqs/store.ts'
import { siblingBody } from './answers.ts'
import { putAt } from './instance.ts'
import { written } from './members.ts'
import type { Served } from './served.ts'
import { valuesIn } from './template.ts'

// The siblings are what a fault is observed by: as those of SQS, they judge bodies and groups by themselves.

/** The operations beside the update, as a contract asks them. */
export function siblingsOf(served: Served): Siblings {
  return {
    create: (call: SqsCall) => create(served, call),
    read: (call: SqsCall) => read(served, call),
    list: (call: SqsCall) => list(served, call),
    remove,
    health,
  }
}

async function create(served: Served, call: SqsCall): Promise<SqsAnswer> {
  const tenant = await admit(call, 'SQS_GROUP_CREATE_UPDATE_PERMISSION')
  const { create: sibling } = served.contract.siblings
  const body = parseObject(call.request.body)
  if (body === undefined) throw new SqsRefusal('malformed')
  const { name, owner, ...given } = valuesIn(sibling?.asks[0]?.body, body)
  if (typeof name !== 'string' || !name.isWellFormed()) throw new SqsRefusal('invalid')
  if (!call.store.tenants.includes(tenant)) throw new SqsRefusal('notFound')
  const now = Date.now()
  const group: SqsGroup = {
    tenant,
    id: served.makeId(),
    ownerId: textOr('', owner),
    name,
    created: now,
    updated: now,
    others: given,
  }
  return call.store.lock.run(async () => {
    if (served.pairsUnique && isTaken(call, group)) throw new SqsRefusal('conflict')
    call.store.put(group)
    await call.decide.created(call, group)
    return shown(201, putAt(shownGroup(served, call, group), sibling?.at ?? '', group.id))
  })
}

function isTaken({ store }: SqsCall, { tenant, ownerId, name }: SqsGroup): boolean {
  return store.list(tenant).some((other) => other.ownerId === ownerId && other.name === name)
}

async function read(served: Served, call: SqsCall): Promise<SqsAnswer> {
  const tenant = await admit(call, 'SQS_GROUP_READ_PERMISSION')
  const group = await call.decide.read(call, tenant, call.id)
  if (group === undefined) throw new SqsRefusal('notFound')
  return shown(200, putAt({}, served.contract.siblings.read?.at ?? '', shownGroup(served, call, group)))
}

async function remove(call: SqsCall): Promise<SqsAnswer> {
  const tenant = await admit(call, 'SQS_GROUP_DELETE_PERMISSION')
  const group = call.store.find(tenant, call.id)
  if (group === undefined) throw new SqsRefusal('notFound')
  call.store.remove(group)
  return call.decide.removed(call, group)
}

async function list(served: Served, call: SqsCall): Promise<SqsAnswer> {
  const tenant = await admit(call, 'SQS_GROUP_READ_PERMISSION')
  const { list: sibling } = served.contract.siblings
  const wanted = wantedBy(call, sibling)
  const all = await call.decide.list(call, tenant)
  // All of them stand on the first page.
  const further = sibling?.page !== undefined && (call.query.get(sibling.page) ?? '0') !== '0'
  const found = further ? [] : all.filter((group) => fits(group, wanted))
  const groups = found.map((group) => shownGroup(served, call, group))
  const body = putAt({}, sibling?.at ?? '', groups)
  return shown(200, sibling?.total === undefined ? body : putAt(body, sibling.total, found.length))
}

/** What a list is to be narrowed to: by the asks that the request has the parts of. */
function wantedBy({ query, request }: SqsCall, sibling: Sibling | undefined): JsonObject {
  const body = parseObject(request.body)
  const asked = (sibling?.asks ?? []).map((each: SiblingAsk) => ({
    ...valuesIn(each.query ?? {}, Object.fromEntries(query)),
    ...valuesIn(each.body, body),
  }))
  return Object.assign({}, ...asked)
}

function fits(group: SqsGroup, { owner, name, marker }: JsonObject): boolean {
  const texts = [group.name, ...Object.values(group.others ?? {})].map(String)
  return (
    (owner === undefined || group.ownerId === owner) &&
    (name === undefined || group.name === name) &&
    (typeof marker !== 'string' || texts.some((text) => text.includes(marker)))
  )
}

function shownGroup({ names }: Served, call: SqsCall, group: SqsGroup): JsonObject {
  return written(names, call.decide.present(call, group))
}

function shown(status: number, value: Json): SqsAnswer {
  return { status, root: 'sibling', value: { [siblingBody]: value }, headers: [] }
}
