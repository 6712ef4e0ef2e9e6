import type { RawRequest } from '../../mock/exchange.ts'

/**
 * What kind of request it is: method, address and the names of its headers. Ids, and what marks a run, are drawn anew
 * for each run, so only their form is kept.
 */
export function kindOf({ method, url, rawHeaders }: RawRequest): string {
  const names = rawHeaders.filter((_, at) => at % 2 === 0).join(' ')
  const address = url
    .replace(/guc[0-9a-z]{8}/g, 'guc{run}')
    // Owners of a check's own are numbered in the order of the checks.
    .replace(/4711\d{3}/g, '{owner}')
    // Its digits are of full width, or its letters where it has none.
    .replace(/(?=[A-Za-z0-9]*%EF%B[CD])(?:[A-Za-z0-9]|%EF%B[CD]%[89AB][0-9A-F]){19,}/g, '{id of full width}')
    .replace(/[A-Za-z0-9]{19,}/g, (id) => `{${id.length}}`)
  return `${method} ${address} ${names}`
}

/** How many requests there are of each kind, in an order of its own. */
export function tally(requests: readonly RawRequest[]): string[] {
  const counts = new Map<string, number>()
  for (const request of requests) counts.set(kindOf(request), (counts.get(kindOf(request)) ?? 0) + 1)
  return [...counts].map(([kind, count]) => `${count} × ${kind}`).sort()
}

/** The values of a header, by its name in small letters. */
export function headerOf({ rawHeaders }: RawRequest, name: string): string[] {
  return rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === name)
}
