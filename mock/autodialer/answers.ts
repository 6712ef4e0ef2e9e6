import type { Header } from '../exchange.ts'
import { sendReply } from '../send.ts'
import type { AutodialerOutcome } from './call.ts'
import type { AutodialerDecisions } from './decisions.ts'

type Answers = Pick<
  AutodialerDecisions,
  | 'count'
  | 'date'
  | 'report'
  | 'succeed'
  | 'envelope'
  | 'refuse'
  | 'jsonText'
  | 'contentType'
  | 'encode'
  | 'render'
  | 'send'
>

/** An error during the operation is told by the envelope alone; only what precedes it has a status of its own. */
const refusals: Readonly<
  Record<AutodialerOutcome, { status: number; message: string; headers: readonly Header[] }>
> = {
  methodNotAllowed: { status: 405, message: 'Method not allowed', headers: [['Allow', 'POST']] },
  unsupportedMediaType: { status: 415, message: 'Content type not allowed', headers: [] },
  unauthenticated: {
    status: 401,
    message: 'Credentials are missing or invalid',
    headers: [['WWW-Authenticate', 'Basic realm="autodialer", charset="UTF-8"']],
  },
  forbidden: { status: 403, message: 'Access denied', headers: [] },
  malformed: { status: 400, message: 'Unable to parse the request', headers: [] },
  notFound: { status: 200, message: 'The group does not exist', headers: [] },
  invalid: { status: 200, message: 'The operation failed', headers: [] },
}

export const done = 'Requested operation is done successfully'

/** What an answer says and how it becomes bytes. */
export const answers: Answers = {
  count: (_call, group) => group.numbers.length,

  date: (_call, time) => ({ $date: { $numberLong: String(time) } }),

  report: (call, stored) => ({
    name: stored.name,
    numbers: stored.numbers,
    description: stored.description,
    date: call.decide.date(call, stored.date),
    count: call.decide.count(call, stored),
  }),

  succeed: (call, data) => ({ status: 200, value: call.decide.envelope(call, 1, done, data), headers: [] }),

  envelope: (_call, success, message, data) => ({ success, message, data }),

  refuse: (call, { outcome, detail }) => {
    const { status, message, headers } = refusals[outcome]
    const text = detail === '' ? message : `${message}: ${detail}`
    return { status, value: call.decide.envelope(call, 0, text, {}), headers }
  },

  jsonText: (_call, answer) => JSON.stringify(answer.value),

  contentType: () => 'application/json;charset=UTF-8',

  encode: (_call, text) => Buffer.from(text, 'utf8'),

  render: (call, answer) => ({
    status: answer.status,
    headers: [['Content-Type', call.decide.contentType(call)], ...answer.headers],
    body: call.decide.encode(call, call.decide.jsonText(call, answer)),
  }),

  send: (call, reply) => sendReply(call.response, reply),
}
