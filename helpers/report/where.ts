import type { EndpointRecord } from '../record/record.ts'

/** What was checked, in words: an address, or the server that this package includes. */
export function whereOf({ kind, baseUrl }: Pick<EndpointRecord, 'kind' | 'baseUrl'>): string {
  return kind === 'mock' ? 'the embedded reference server' : baseUrl
}
