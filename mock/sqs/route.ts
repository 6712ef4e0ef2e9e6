import { decoded } from '../decoded.ts'
import type { SqsOperation } from './call.ts'

export interface SqsRoute {
  readonly operation: SqsOperation
  readonly id: string
}

const ofGroup: Readonly<Record<string, SqsOperation>> = { PUT: 'update', GET: 'read', DELETE: 'remove' }
const ofGroups: Readonly<Record<string, SqsOperation>> = { POST: 'create', GET: 'list' }
const ofHealth: Readonly<Record<string, SqsOperation>> = { GET: 'health' }

const inPath = /^\/sqs\/api\/groups\/([^/]*)$/

/** The operation at an address, or undefined when the address is none of this endpoint's. */
export function routeSqs(method: string, path: string): SqsRoute | undefined {
  const methods = methodsAt(path)
  if (methods === undefined) return path.startsWith('/sqs/') ? { operation: 'elsewhere', id: '' } : undefined
  const operation = Object.hasOwn(methods, method) ? methods[method] : undefined
  return { operation: operation ?? 'unknown', id: decoded(inPath.exec(path)?.[1] ?? '') }
}

/** The methods that fit an address, and what each does there. */
export function methodsAt(path: string): Readonly<Record<string, SqsOperation>> | undefined {
  if (path === '/sqs/actuator/health') return ofHealth
  if (path === '/sqs/api/groups') return ofGroups
  return inPath.test(path) ? ofGroup : undefined
}
