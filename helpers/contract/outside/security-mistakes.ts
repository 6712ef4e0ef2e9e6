import { isObject, memberOf } from '../json-value.ts'
import type { Json, JsonObject } from '../types.ts'
import { inside, type Mistake, oneOf } from './mistake.ts'
import { aboutOf, objectAt, operationsOf } from './parts.ts'

/** Which credentials operations ask for that the document does not have, or not for the update. */
export function securityMistakes(document: JsonObject): Mistake[] {
  const schemes = Object.keys(objectAt(document.components, 'securitySchemes'))
  const about = aboutOf(document)
  const known = operationsOf(document)
  const siblings = Object.values(objectAt(about, 'siblings')).map((each) => memberOf(each, 'operation'))
  const operations = [about.update, ...siblings].flatMap((id) => known.get(String(id)) ?? [])
  return [
    ...unknownSchemes(document.security, '/security', schemes),
    ...operations.flatMap(({ value, at }) =>
      unknownSchemes(memberOf(value, 'security'), inside(at, 'security'), schemes),
    ),
    ...withoutCredentials(document, schemes),
  ]
}

function unknownSchemes(security: Json | undefined, at: string, schemes: readonly string[]): Mistake[] {
  const all: readonly Json[] = Array.isArray(security) ? security : []
  return all.flatMap((each, index) =>
    Object.keys(isObject(each) ? each : {})
      .filter((name) => !schemes.includes(name))
      .map((name) => ({
        at: inside(at, index, name),
        says: `there is no security scheme ${name}; ${oneOf(name, schemes)}`,
      })),
  )
}

/** The suite sends the credentials that there are with every update, and checks what comes without them. */
function withoutCredentials(document: JsonObject, schemes: readonly string[]): Mistake[] {
  const operation = operationsOf(document).get(String(aboutOf(document).update))
  const own = memberOf(operation?.value, 'security')
  const security = own ?? document.security
  if (!operation || !Array.isArray(security) || security.length > 0 || schemes.length === 0) return []
  return [
    {
      at: own === undefined ? '/security' : inside(operation.at, 'security'),
      says: `the update is sent without credentials, and there is ${schemes.map((name) => inside('/components/securitySchemes', name)).join(', ')}; expected it there, or no security scheme`,
    },
  ]
}
