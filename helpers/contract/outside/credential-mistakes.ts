import { isObject, memberOf } from '../json-value.ts'
import type { Json, JsonObject } from '../types.ts'
import { isOfHttp, takenByHttp } from './http-headers.ts'
import { inside, type Mistake } from './mistake.ts'

/** Credentials that can be sent: a user and a password, or a key. */
const sendable = ['http basic', 'http bearer', 'apiKey in header']

interface Credential {
  readonly name: string
  readonly kind: string
  /** Where it stands. */
  readonly header: string
}

/** What a document asks of credentials that the suite cannot do. */
export function credentialMistakes(document: JsonObject): Mistake[] {
  const schemes = memberOf(document.components, 'securitySchemes')
  if (!isObject(schemes)) return []
  const all = Object.entries(schemes).map(credentialOf)
  return all.flatMap((credential, index) => {
    const at = inside('/components/securitySchemes', credential.name)
    if (isOfHttp(credential.header))
      return [{ at: inside(at, 'name'), says: takenByHttp(memberOf(schemes[credential.name], 'name')) }]
    const says = mistakeIn(credential, all.slice(0, index))
    return says === undefined ? [] : [{ at, says }]
  })
}

function mistakeIn({ kind, header }: Credential, before: readonly Credential[]): string | undefined {
  if (!sendable.includes(kind))
    return `the credential is ${kind}; expected ${sendable.join(', ')}: no other can be sent`
  const isKey = kind !== 'http basic'
  const twin = before.find((other) => isKey === (other.kind !== 'http basic'))
  if (twin) return `it is ${kind}, and ${twin.name} is ${twin.kind}; expected Basic and one key at most`
  const beside = before.find((other) => other.header === header)
  return beside && `it stands in the header ${header}, as ${beside.name} does; expected one of them`
}

function credentialOf([name, scheme]: [string, Json]): Credential {
  const [type, way, place] = [memberOf(scheme, 'type'), memberOf(scheme, 'scheme'), memberOf(scheme, 'in')]
  const header = type === 'apiKey' ? String(memberOf(scheme, 'name')) : 'Authorization'
  const kind = type === 'apiKey' ? `apiKey in ${place}` : String(type)
  return {
    name,
    kind: type === 'http' ? `http ${String(way).toLowerCase()}` : kind,
    header: header.toLowerCase(),
  }
}
