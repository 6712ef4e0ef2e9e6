import type { Contract } from '../../helpers/contract/contract.ts'
import type { Json } from '../../helpers/contract/types.ts'
import { decoded } from '../decoded.ts'
import type { RawRequest } from '../exchange.ts'
import { parseObject } from '../json.ts'
import type { SqsOperation } from '../sqs/call.ts'
import { putAt } from './instance.ts'
import type { Served } from './served.ts'
import { valuesIn } from './template.ts'

interface Place {
  readonly operation: SqsOperation
  readonly method: string
  readonly path: string
}

/** The operations of a contract, where they are. */
function placesOf({ update, siblings }: Contract): Place[] {
  const { create, read, list, remove } = siblings
  const all = { update, create, read, list, remove }
  return (['update', 'create', 'read', 'list', 'remove'] as const).flatMap((operation) => {
    const { [operation]: place } = all
    return place ? [{ operation, method: place.method, path: place.path }] : []
  })
}

/** The operation of a request, and the id of the group that it names: in the address, or in the body. */
export function routeOf(
  served: Served,
  path: string,
  { method, body }: RawRequest,
): { readonly operation: SqsOperation; readonly id: string } {
  const { contract, names } = served
  const here = placesOf(contract).filter((place) => patternOf(place.path).test(path))
  if (here.length === 0) return { operation: 'elsewhere', id: '' }
  const place = here.find((each) => each.method === method)
  const [, inPath] = patternOf(place?.path ?? here[0]?.path ?? '').exec(path) ?? []
  if (inPath !== undefined || !place)
    return { operation: place?.operation ?? 'unknown', id: decoded(inPath ?? '') }
  const ask =
    place.operation === 'update'
      ? putAt({}, contract.requestAt, { [names.writtenOf('id') ?? '']: '{id}' })
      : bodyAsked(contract, place)
  return { operation: place.operation, id: textIn(valuesIn(ask, parseObject(body)).id) }
}

function bodyAsked({ siblings }: Contract, { operation }: Place): Json | undefined {
  return operation === 'read' || operation === 'remove' ? siblings[operation]?.asks[0]?.body : undefined
}

function textIn(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

/** The methods that fit an address. */
export function methodsAt({ contract }: Served, path: string): string[] {
  return placesOf(contract)
    .filter((place) => patternOf(place.path).test(path))
    .map(({ method }) => method)
}

function patternOf(path: string): RegExp {
  const [before = '', after] = path.split('{id}').map((part) => part.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&'))
  return new RegExp(after === undefined ? `^${before}$` : `^${before}([^/]*)${after}$`)
}
