import type { Header } from '../exchange.ts'
import type { SqsAnswer, SqsCall, SqsOutcome } from './call.ts'
import type { SqsDecisions } from './decisions.ts'
import { methodsAt } from './route.ts'

type Answers = Pick<SqsDecisions, 'present' | 'date' | 'report' | 'succeed' | 'refuse'>

const refusals: Readonly<Record<SqsOutcome, { status: number; message: string | null }>> = {
  malformed: { status: 400, message: 'the request cannot be read' },
  unauthenticated: { status: 401, message: 'bad user name or password' },
  forbidden: { status: 403, message: 'a permission is lacking' },
  notFound: { status: 404, message: 'no such group' },
  methodNotAllowed: { status: 405, message: 'the method does not fit the address' },
  conflict: { status: 409, message: 'the owner already has a group of this name' },
  invalid: { status: 412, message: null },
  unsupportedMediaType: { status: 415, message: null },
}

function refusalHeaders(call: SqsCall, outcome: SqsOutcome): readonly Header[] {
  if (outcome === 'unauthenticated') return [['WWW-Authenticate', 'Basic realm="sqs", charset="UTF-8"']]
  if (outcome === 'methodNotAllowed') return [['Allow', Object.keys(methodsAt(call.path) ?? {}).join(', ')]]
  return []
}

/** What an answer says, before it is known in which format. */
export const answers: Answers = {
  present: (call, { id, ownerId, name, created, updated }) => ({
    created: call.decide.date(call, 'created', created),
    updated: call.decide.date(call, 'updated', updated),
    id,
    ownerId,
    name,
  }),

  // The documented offset has no colon.
  date: (_call, _member, time) => new Date(time).toISOString().replace('Z', '+0000'),

  report: (call, stored) => call.decide.present(call, stored),

  succeed: (_call, members) => groupAnswer(200, members),

  refuse: (call, { outcome, errors }) => {
    const { status, message } = refusals[outcome]
    const headers = refusalHeaders(call, outcome)
    if (outcome === 'invalid') {
      const listed = errors.map(({ field, description }) => ({ field, description }))
      return { status, root: 'failure', value: { errors: listed }, headers }
    }
    return { status, root: 'failure', value: message === null ? null : { message }, headers }
  },
}

/** An answer that shows one group. */
export function groupAnswer(status: number, members: NonNullable<SqsAnswer['value']>): SqsAnswer {
  return { status, root: 'group', value: members, headers: [] }
}
