import type { AutodialerStore } from './autodialer/store.ts'
import type { SqsStore } from './sqs/store.ts'

/** The content of the stores as plain data, without times, in an order that no history of writes changes. */
export function snapshotOf(stores: { readonly autodialer: AutodialerStore; readonly sqs: SqsStore }) {
  return {
    autodialer: stores.autodialer
      .list()
      .map(({ id, name, numbers, description }) => ({ id, name, numbers: [...numbers], description }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    sqs: stores.sqs
      .all()
      .map(({ tenant, id, ownerId, name }) => ({ tenant, id, ownerId, name }))
      .sort((a, b) => (`${a.tenant} ${a.id}` < `${b.tenant} ${b.id}` ? -1 : 1)),
  }
}
