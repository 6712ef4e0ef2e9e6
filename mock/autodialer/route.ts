import type { AutodialerOperation } from './call.ts'

const operations: Readonly<Record<string, AutodialerOperation>> = {
  '/api/v4/autodialer/groups/update': 'update',
  '/api/v4/autodialer/groups/add': 'add',
  '/api/v4/autodialer/groups/search': 'search',
  '/api/v4/autodialer/groups/remove': 'remove',
}

/** The operation at an address, or undefined when the address is none of this endpoint's. */
export function routeAutodialer(path: string): AutodialerOperation | undefined {
  if (!path.startsWith('/api/')) return undefined
  return (Object.hasOwn(operations, path) ? operations[path] : undefined) ?? 'elsewhere'
}
