import type { Contract } from '../contract/contract.ts'
import type { GroupValues, Json, JsonObject, Role } from '../contract/types.ts'
import { type Credentials, credentialHeaders } from './credentials.ts'
import type { Header } from './header.ts'
import { type WireRequest, withHeader, withoutHeader } from './wire-request.ts'

interface State {
  readonly contract: Contract
  readonly method: string
  /** The id in the URL, where the path has one. */
  readonly addressed: string
  readonly values: GroupValues
  readonly headers: readonly Header[]
  readonly body: Uint8Array | undefined
}

/** An update request in the making. Each method gives a new request and leaves this one as it is. */
export class UpdateRequest {
  readonly #state: State

  constructor(state: State) {
    this.#state = state
  }

  /** What the request says of the group. */
  get values(): GroupValues {
    return this.#state.values
  }

  /** The payload as a JSON object, before it is written. */
  get payload(): JsonObject {
    const members: Record<string, Json> = {}
    for (const [role, value] of entries(this.#state.values)) {
      const member = this.#state.contract.members[role]
      if (member !== undefined) members[member] = value
    }
    return members
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

  /** With this body in place of the written payload. */
  withBody(body: string | Uint8Array): UpdateRequest {
    return this.#but({ body: typeof body === 'string' ? Buffer.from(body) : body })
  }

  /** With members beside its own, which are the server's to say. */
  claiming(members: JsonObject): UpdateRequest {
    return this.withBody(JSON.stringify({ ...this.payload, ...members }))
  }

  withMethod(method: string): UpdateRequest {
    return this.#but({ method })
  }

  /** With a header in place of any of its name. */
  withHeader(name: string, value: string): UpdateRequest {
    return this.withRawHeader({ name, value })
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
      headers: this.#state.headers.map((header) => ({ ...header, name: spell(header.name) })),
    })
  }

  withCredentials(credentials: Credentials): UpdateRequest {
    const { apiKeyHeader } = this.#state.contract
    const bare = this.withoutCredentials()
    return bare.#but({ headers: [...credentialHeaders(credentials, apiKeyHeader), ...bare.#state.headers] })
  }

  withoutCredentials(): UpdateRequest {
    const { apiKeyHeader } = this.#state.contract
    const bare = this.withoutHeader('Authorization')
    return apiKeyHeader ? bare.withoutHeader(apiKeyHeader) : bare
  }

  /** The request as it goes on the wire. */
  get wire(): WireRequest {
    const { contract, method, addressed, headers, body } = this.#state
    return {
      method,
      path: contract.update.path.replace('{id}', encodeURIComponent(addressed)),
      headers,
      ...(method !== 'GET' && { body: body ?? Buffer.from(JSON.stringify(this.payload)) }),
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
