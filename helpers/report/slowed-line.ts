import type { EndpointRecord } from '../record/record.ts'

/** How an endpoint slowed the run down; none where it did not. */
export function slowedLine({ name, slowed }: Pick<EndpointRecord, 'name' | 'slowed'>): string[] {
  if (!slowed) return []
  const { refused, rate } = slowed
  const requests = refused === 1 ? 'one request' : `${refused} requests`
  return [
    `${name} refused ${requests} as too many (429, 503): the run slowed down, to about ${rate} requests a second`,
  ]
}
