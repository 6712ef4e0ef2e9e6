import { headerValues } from '../exchange.ts'
import type { Variant } from '../fault.ts'
import { htmlPage } from '../front.ts'
import { parseJson } from '../json.ts'
import type { SqsCall } from '../sqs/call.ts'
import type { SqsDecisions } from '../sqs/decisions.ts'
import { unprocessable } from './unprocessable.ts'

/** The lawful ways to refuse. */
export const refusals: readonly Variant<SqsDecisions>[] = [
  {
    id: 'sqs-conflict-422',
    difference: 'A taken pair of owner and name is told as 422 with error code 2.',
    decisions: (honest) => ({ refuse: unprocessable(honest, 'conflict', 2) }),
  },
  {
    id: 'sqs-not-found-422',
    difference: 'An unknown group is told as 422 with error code 5.',
    decisions: (honest) => ({ refuse: unprocessable(honest, 'notFound', 5) }),
  },
  {
    id: 'sqs-refusals-bodyless',
    difference: 'Refusals have no body.',
    decisions: (honest) => ({
      refuse: async (call, refusal) => ({ ...(await honest.refuse(call, refusal)), value: null }),
    }),
  },
  {
    id: 'sqs-refusals-json',
    difference: 'Refusals are in JSON, whatever is accepted.',
    decisions: (honest) => ({
      render: (call, answer) =>
        answer.root === 'failure'
          ? honest.render({ ...call, decide: { ...call.decide, negotiate: () => 'json' } }, answer)
          : honest.render(call, answer),
    }),
  },
  {
    id: 'sqs-refusals-detailed',
    difference: 'Refusals say when and where they happened, beside what is documented.',
    decisions: (honest) => ({
      refuse: async (call, refusal) => {
        const answer = await honest.refuse(call, refusal)
        return {
          ...answer,
          value: { timestamp: Date.now(), status: answer.status, path: call.path, ...answer.value },
        }
      },
    }),
  },
  {
    id: 'sqs-refusals-as-pages',
    difference:
      'A gateway tells on pages of HTML who may not come in or asks for what is not there; a tenant that it does not know is one of them.',
    decisions: (honest) => ({
      permits: async (call, account, permission) => {
        const tenant = await call.decide.tenant(call)
        const known = tenant === undefined || call.store.tenants.includes(tenant)
        return known && (await honest.permits(call, account, permission))
      },
      render: async (call, answer) => {
        const reply = await honest.render(call, answer)
        if (![401, 403, 404, 405].includes(answer.status)) return reply
        const { status, headers, body } = htmlPage(answer.status, 'Error')
        return { status, headers: [...headers, ...answer.headers], body }
      },
    }),
  },
  {
    id: 'sqs-no-object-412',
    difference: 'A body that is JSON and no object fails validation; so does an empty one.',
    decisions: (honest) => ({
      refuse: async (call, refusal) => {
        const answer = await honest.refuse(call, refusal)
        const { body } = call.request
        const readable = body.length === 0 || parseJson(body) !== undefined
        return refusal.outcome === 'malformed' && readable
          ? { ...answer, status: 412, value: errors('body') }
          : answer
      },
    }),
  },
  {
    id: 'sqs-types-400',
    difference: 'A member that is null or of a wrong type is a body that cannot be read.',
    decisions: (honest) => ({
      refuse: async (call, refusal) => {
        const answer = await honest.refuse(call, refusal)
        const mistyped = refusal.outcome === 'invalid' && holdsNoText(call)
        return mistyped ? { ...answer, status: 400, value: { message: 'not a text' } } : answer
      },
    }),
  },
  {
    id: 'sqs-media-type-400',
    difference: 'A content type that is not read is a malformed request.',
    decisions: (honest) => ({
      refuse: async (call, refusal) => {
        const answer = await honest.refuse(call, refusal)
        return refusal.outcome === 'unsupportedMediaType' ? { ...answer, status: 400 } : answer
      },
    }),
  },
  {
    id: 'sqs-odd-forbidden',
    difference: 'A firewall forbids other methods and content types, and addresses that are odd.',
    decisions: (honest) => ({
      refuse: async (call, refusal) => {
        const answer = await honest.refuse(call, refusal)
        const isOdd = ['methodNotAllowed', 'unsupportedMediaType'].includes(refusal.outcome)
        const isOddAddress = /%(zz|ff|00|$)|'/.test(call.request.url)
        return isOdd || isOddAddress ? { ...answer, status: 403 } : answer
      },
    }),
  },
  {
    id: 'sqs-method-404',
    difference: 'A method that does not fit an address is an unknown address.',
    decisions: (honest) => ({ serves: (call) => call.operation !== 'unknown' && honest.serves(call) }),
  },
  {
    id: 'sqs-not-acceptable-406',
    difference: 'Who accepts neither XML nor JSON is refused with 406.',
    decisions: (honest) => ({
      render: (call, answer) => {
        // Several lines are one list.
        const accept = headerValues(call.request, 'accept').join(', ')
        return accept !== '' && !/[*]|xml|json/i.test(accept)
          ? { status: 406, headers: [], body: Buffer.alloc(0) }
          : honest.render(call, answer)
      },
    }),
  },
  {
    id: 'sqs-tenant-forbidden',
    difference: 'An account belongs to one tenant, and may do nothing under another.',
    decisions: (honest) => ({
      permits: async (call, account, permission) => {
        const tenant = await call.decide.tenant(call)
        const own = tenant === undefined || tenant === call.store.tenants[0]
        return own && (await honest.permits(call, account, permission))
      },
    }),
  },
]

function errors(field: string) {
  return { errors: [{ field, description: `${field} is not an object` }] }
}

function holdsNoText({ request }: SqsCall): boolean {
  const payload = parseJson(request.body)
  return (
    typeof payload === 'object' &&
    payload !== null &&
    Object.entries(payload).some(
      ([member, value]) => ['id', 'ownerId', 'name'].includes(member) && typeof value !== 'string',
    )
  )
}
