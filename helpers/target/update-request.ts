import type { Contract } from '../contract/contract.ts'
import { hasIdInPath } from '../contract/id-place.ts'
import { isObject, memberName, valueAt } from '../contract/json-value.ts'
import { rolesOf } from '../contract/roles.ts'
import type { GroupValues, Json, JsonObject, Outcome, Role } from '../contract/types.ts'
import { type Credentials, credentialHeaders } from './credentials.ts'
import { contentRefusals, type ExchangeKind } from './exchange-kind.ts'
import { type Header, sameHeaderName, spelled } from './header.ts'
import { readJson } from './json.ts'
import { type WireRequest, withHeader, withoutHeader } from './wire-request.ts'

interface State {
  readonly contract: Contract
  readonly method: string
  /** The id in the URL, where the path has one. */
  readonly addressed: string
  /** In its place in the URL, as it is; undefined for the id in percent-encoding. */
  readonly segment?: string
  readonly query?: string
  /** Another spelling of the path of the URL. */
  readonly spell?: (path: string) => string
  readonly values: GroupValues
  readonly headers: readonly Header[]
  readonly body: Uint8Array | undefined
  readonly cutAt?: number
  readonly beside?: () => void
  readonly kind: ExchangeKind
}

/** An update request in the making. Each method gives a new request and leaves this one as it is. */
export class UpdateRequest {
  readonly #state: State
  #told: GroupValues | undefined

  constructor(state: State) {
    this.#state = state
  }

  /** What may come of it. */
  get kind(): ExchangeKind {
    return this.#state.kind
  }

  /** Whether its body is the written payload. */
  get isWritten(): boolean {
    return this.#state.body === undefined
  }

  /** What the request says of the group. */
  get values(): GroupValues {
    return this.#state.values
  }

  /** The payload as a JSON object, before it is written. */
  get payload(): JsonObject {
    const { contract, values } = this.#state
    const members: Record<string, Json> = {}
    for (const [role, value] of entries(values)) {
      const member = contract.members[role]
      if (member !== undefined && contract.isSent(member)) members[member] = value
    }
    return members
  }

  /** The body as it is written: the payload, where the contract has it. */
  get text(): string {
    return this.textOf(this.payload)
  }

  /** The body as it would be written with these members. */
  textOf(payload: JsonObject): string {
    return this.#around(JSON.stringify(payload))
  }

  /** What stands around the members of the group, textually: they may be no JSON. */
  #around(members: string): string {
    const names = this.#state.contract.requestAt.split('/').slice(1).reverse()
    return names.reduce((inner, name) => `{${JSON.stringify(memberName(name))}:${inner}}`, members)
  }

  /**
   * The values that the body says, also where it is not the written payload; none where that is no JSON object. One that
   * cannot be read, such as JSON nested too deep, may say to the server what it was written of.
   */
  get told(): GroupValues {
    this.#told ??= this.#readTold()
    return this.#told
  }

  #readTold(): GroupValues {
    const { body, contract, values } = this.#state
    if (body === undefined) return values
    const { value } = readJson(body)
    if (value === undefined) return values
    const group = valueAt(value, contract.requestAt)
    return isObject(group) ? rolesOf(contract, group) : {}
  }

  /** Ids of the groups that it names, in its address and in its body. */
  get ids(): readonly string[] {
    const { contract, addressed, values } = this.#state
    const inPath = hasIdInPath(contract) ? [addressed] : []
    const named = [...inPath, values.id, this.told.id].filter((id) => typeof id === 'string')
    return [...new Set(named)]
  }

  /** With other values in the payload; the id in the URL stays. */
  with(values: GroupValues): UpdateRequest {
    return this.#but({ values: { ...this.#state.values, ...values } })
  }

  /** Without some members in the payload; the id in the URL stays. */
  without(...roles: readonly Role[]): UpdateRequest {
    const values = entries(this.#state.values).filter(([role]) => !roles.includes(role))
    return this.#but({ values: Object.fromEntries(values) })
  }

  /** Addressed to another group, in the URL and in the payload. */
  to(id: string): UpdateRequest {
    return this.#but({ addressed: id, values: { ...this.#state.values, id } })
  }

  /** With this text in place of the id in the URL, not encoded. */
  at(segment: string): UpdateRequest {
    return this.#but({ segment, addressed: segment })
  }

  /** With a query behind the path of the URL. */
  withQuery(query: string): UpdateRequest {
    return this.#but({ query })
  }

  /** With the path of the URL in another spelling. */
  withPath(spell: (path: string) => string): UpdateRequest {
    return this.#but({ spell })
  }

  /** With this body in place of the written payload. */
  withBody(body: string | Uint8Array): UpdateRequest {
    return this.#but({ body: typeof body === 'string' ? Buffer.from(body) : body })
  }

  /** With this text in place of the payload, as far as it is the group's. */
  withMembers(members: string): UpdateRequest {
    return this.withBody(this.#around(members))
  }

  /** With these members in place of its own. */
  withPayload(payload: JsonObject): UpdateRequest {
    return this.withBody(this.textOf(payload))
  }

  /** With members beside its own, which are the server's to say. */
  claiming(members: JsonObject): UpdateRequest {
    return this.withPayload({ ...this.payload, ...members })
  }

  /** With its body in two pieces, cut behind so many bytes. */
  inPieces(cutAt: number): UpdateRequest {
    return this.#but({ cutAt: Math.floor(cutAt) })
  }

  /** A login that is to fail, with what is called right before it is sent, however long it has to wait for that. */
  withBeside(beside: () => void): UpdateRequest {
    return this.#but({ beside })
  }

  /** A request that must be refused, by one of these outcomes. */
  refusedBy(...by: readonly Outcome[]): UpdateRequest {
    return this.#but({ kind: { is: 'refused', by } })
  }

  /** An update that may be refused, by one of these outcomes alone: for what it holds, where none are named. */
  maybeRefused(...by: readonly Outcome[]): UpdateRequest {
    return this.#but({ kind: { is: 'content', by: by.length > 0 ? by : contentRefusals } })
  }

  /** A request that may be answered in any documented way. */
  free(): UpdateRequest {
    return this.#but({ kind: { is: 'free' } })
  }

  /** A request that is no update: it is answered in any way but an internal error. */
  another(): UpdateRequest {
    return this.#but({ kind: { is: 'another' } })
  }

  get method(): string {
    return this.#state.method
  }

  /** The values of the headers of that name, in their order. */
  valuesOf(name: string): string[] {
    const named = this.#state.headers.filter((header) => sameHeaderName(header.name, name))
    return named.map(({ value }) => value)
  }

  /** Whether a header of that name is sent. */
  has(name: string): boolean {
    return this.valuesOf(name).length > 0
  }

  withMethod(method: string): UpdateRequest {
    return this.#but({ method })
  }

  /** With a header in place of any of its name. */
  withHeader(name: string, value: string): UpdateRequest {
    return this.withRawHeader({ name, value })
  }

  /** With a header of that name for each of these values, in place of any of its name. */
  withHeaderLines(name: string, values: readonly string[]): UpdateRequest {
    const others = withoutHeader(this.#state.headers, name)
    return this.#but({ headers: [...others, ...values.map((value) => ({ name, value }))] })
  }

  withRawHeader(header: Header): UpdateRequest {
    return this.#but({ headers: withHeader(this.#state.headers, header) })
  }

  withoutHeader(name: string): UpdateRequest {
    return this.#but({ headers: withoutHeader(this.#state.headers, name) })
  }

  /** With the names of all headers spelled by `spell`. */
  withHeaderNames(spell: (name: string) => string): UpdateRequest {
    return this.#but({
      headers: this.#state.headers.map((header) => spelled(header, spell(header.name))),
    })
  }

  withCredentials(credentials: Credentials): UpdateRequest {
    const { apiKey } = this.#state.contract
    const bare = this.withoutCredentials()
    return bare.#but({ headers: [...credentialHeaders(credentials, apiKey), ...bare.#state.headers] })
  }

  withoutCredentials(): UpdateRequest {
    const { apiKey } = this.#state.contract
    const bare = this.withoutHeader('Authorization')
    return apiKey ? bare.withoutHeader(apiKey.header) : bare
  }

  /** The request as it goes on the wire. */
  get wire(): WireRequest {
    const { contract, method, addressed, segment, query, spell, headers, body, cutAt, beside, kind } =
      this.#state
    const usual = contract.update.path.replace('{id}', () => segment ?? encodeURIComponent(addressed))
    const path = spell?.(usual) ?? usual
    return {
      method,
      path: query === undefined ? path : `${path}?${query}`,
      headers,
      kind,
      ...(cutAt !== undefined && { cutAt }),
      ...(beside && { beside }),
      ...(method !== 'GET' && { body: body ?? Buffer.from(this.text) }),
    }
  }

  #but(change: Partial<State>): UpdateRequest {
    return new UpdateRequest({ ...this.#state, ...change })
  }
}

function entries(values: GroupValues): [Role, Json][] {
  const pairs: [Role, Json][] = []
  const order: Role[] = ['id', 'owner', 'name', 'numbers', 'description']
  for (const role of order) {
    const value = values[role]
    if (value !== undefined) pairs.push([role, value])
  }
  return pairs
}
