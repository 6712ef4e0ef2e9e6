import { memberName } from '../../helpers/contract/json-value.ts'
import { escapeForPattern } from '../../helpers/target/spellings.ts'
import { type Header, headerValues, type RawRequest } from '../exchange.ts'
import { membersOf, type Served } from './served.ts'

/**
 * An update as the contract has it, in the words of the server that it is made of: its method, and its members,
 * whatever state its body is in. So whoever looks at a request there, as faults do, finds what it looks for.
 */
export function ownRequest({ contract, names }: Served, request: RawRequest): RawRequest {
  const renamed = membersOf(contract).filter((member) => names.ownOf(member) !== member)
  return {
    ...request,
    method: swapped(request.method, contract.update.method),
    body: renamed.reduce(
      (body, member) => renamedIn(body, member, names.ownOf(member)),
      unwrapped(request.body, contract.requestAt),
    ),
  }
}

/** What is an update there is one here, and what is none is none. */
function swapped(method: string, update: string): string {
  if (method === update) return 'PUT'
  return method === 'PUT' ? update : method
}

/** A request whose headers of credentials and tenant are those of the server that it is made of. */
export function withOwnHeaders({ contract }: Served, request: RawRequest): RawRequest {
  const { basic, apiKey, tenantHeader } = contract
  const tenant = tenantHeader?.toLowerCase()
  const key = basic ? undefined : apiKey?.header.toLowerCase()
  const { rawHeaders } = request
  const pairs = rawHeaders.flatMap((name, at): Header[] =>
    at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? '']] : [],
  )
  const own = pairs.map(([name, value]): Header => {
    if (name.toLowerCase() === tenant) return ['tenant', value]
    return name.toLowerCase() === key ? ['Authorization', basicOf(value, apiKey?.scheme)] : [name, value]
  })
  return { ...request, rawHeaders: own.flat() }
}

/** A key, as the password of a user without a name; what is none stays without credentials. */
function basicOf(value: string, scheme = ''): string {
  const key = new RegExp(`^${scheme && `${scheme} +`}(.*)$`, 'is').exec(value)?.[1]
  return key === undefined ? 'Basic' : `Basic ${Buffer.from(`:${key}`).toString('base64')}`
}

/** The members of the group without what a contract puts around them: textually, as they may be no JSON. */
function unwrapped(body: Buffer, pointer: string): Buffer {
  const text = body.toString('latin1')
  const inner = pointer
    .split('/')
    .slice(1)
    .map((token) => Buffer.from(JSON.stringify(memberName(token))).toString('latin1'))
    .reduce((outer, name) => {
      const start = new RegExp(`^\\s*\\{\\s*${escapeForPattern(name)}\\s*:`)
      return start.test(outer) ? outer.replace(start, '').replace(/\}\s*$/, '') : outer
    }, text)
  return Buffer.from(inner, 'latin1')
}

/** The name of a member, wherever it stands as one: no text of JSON can hold it so, its quotation marks being escaped. */
function renamedIn(body: Buffer, member: string, name: string): Buffer {
  const quoted = Buffer.from(JSON.stringify(member)).toString('latin1')
  const pattern = new RegExp(`${escapeForPattern(quoted)}(?=\\s*:)`, 'g')
  return Buffer.from(body.toString('latin1').replace(pattern, JSON.stringify(name)), 'latin1')
}

/** Whether a request has the key that it must have. */
export function hasKey({ contract }: Served, request: RawRequest, key: string): boolean {
  const { basic, apiKey } = contract
  if (!basic || apiKey === undefined) return true
  const given = headerValues(request, apiKey.header.toLowerCase())
  return given.length === 1 && given[0] === key
}
