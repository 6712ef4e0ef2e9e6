import { ajv2020 } from '../helpers/contract/ajv.ts'
import { UsageError } from '../helpers/usage-error.ts'
import type { Active } from './behaviour.ts'
import type { Reply } from './exchange.ts'

/** What a server does from now on. */
export interface Wanted {
  readonly faults?: readonly string[]
  readonly variants?: readonly string[]
}

/** What it takes to answer there. */
interface Switches {
  readonly active: () => readonly Active[]
  readonly use: (wanted: Wanted) => Promise<void>
}

const ids = { type: 'array', items: { type: 'string' } }

/** A list of faults, or faults and variants. */
const wantedSchema = {
  oneOf: [ids, { type: 'object', properties: { faults: ids, variants: ids }, additionalProperties: false }],
}

/** The answer to a request for the switches of a running server. */
export async function controlReply(
  method: string | undefined,
  body: Buffer,
  { active, use }: Switches,
): Promise<Reply> {
  if (method === 'GET') return json(200, { active: active() })
  if (method !== 'PUT') return json(405, { message: 'GET shows what is active; PUT takes its place' })
  try {
    await use(wantedIn(body.toString('utf8')))
    return json(200, { active: active() })
  } catch (error) {
    if (error instanceof UsageError) return json(400, { message: error.message })
    throw error
  }
}

function wantedIn(text: string): Wanted {
  const value = parsed(text)
  const validate = ajv2020({ strict: false }).compile<readonly string[] | Wanted>(wantedSchema)
  if (!validate(value))
    throw new UsageError(
      'the body is not understood; expected a list of ids of faults, or {"faults": […], "variants": […]}',
    )
  return isList(value) ? { faults: value } : value
}

function isList(value: readonly string[] | Wanted): value is readonly string[] {
  return Array.isArray(value)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function json(status: number, value: object): Reply {
  return {
    status,
    headers: [['Content-Type', 'application/json']],
    body: Buffer.from(`${JSON.stringify(value, null, 2)}\n`),
  }
}
