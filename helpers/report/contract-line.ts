import type { EndpointRecord } from '../record/record.ts'

/** Which contract from outside an endpoint was judged by; none for those of this package. */
export function contractLine({ name, contract }: Pick<EndpointRecord, 'name' | 'contract'>): string[] {
  return contract ? [`${name} is judged by the contract ${contractOf(contract)}`] : []
}

/** A contract from outside: its folder, its digest, and what it changes where it is a layer. */
export function contractOf({
  folder,
  digest,
  extends: base,
  changes = [],
}: NonNullable<EndpointRecord['contract']>): string {
  const layer = base === undefined ? '' : `, laid on ${base}: ${changes.join(', ') || 'it changes nothing'}`
  return `${folder} (${digest})${layer}`
}
