import { isAscii } from 'node:buffer'
import type { JsonObject } from '../../../helpers/contract/types.ts'
import { everyNth } from '../../every-nth.ts'
import { Slot } from '../../slot.ts'
import type { SqsAnswer } from '../../sqs/call.ts'
import type { SqsFault } from './twists.ts'

/** Answers every n-th of the updates that are carried out, of whatever group, in another way. */
function answeringEvery(n: number, instead: (answer: SqsAnswer) => SqsAnswer): SqsFault['decisions'] {
  const isNth = everyNth(n)
  return (honest) => ({
    succeed: async (call, members) => {
      const answer = await honest.succeed(call, members)
      return isNth(call.store) ? instead(answer) : answer
    },
  })
}

const isPrevious = everyNth(41)
const previous = new Slot<JsonObject>(() => ({}))
const isLetIn = everyNth(29)
const isOtherFormat = everyNth(31)

/** Mistakes that come round so seldom, and on requests of any kind, that only a look at every exchange is sure of them. */
export const audit: readonly SqsFault[] = [
  {
    id: 'sqs-every-37th-500',
    lie: 'Of all updates that are carried out, every thirty-seventh is answered as an internal error.',
    behaviour: 'audit',
    checks: ['never-an-internal-error'],
    decisions: answeringEvery(37, (answer) => ({
      ...answer,
      status: 500,
      root: 'failure',
      value: { message: 'internal error' },
    })),
  },
  {
    id: 'sqs-every-41st-previous-name',
    lie: 'Of all updates that are carried out, every forty-first is answered with the name of the one before it.',
    behaviour: 'audit',
    checks: ['every-update-reported'],
    decisions: (honest) => ({
      report: async (call, stored, payload) => {
        const members = await honest.report(call, stored, payload)
        const before = previous.of(call.store)
        previous.set(call.store, members)
        return isPrevious(call.store) ? { ...members, name: before.name ?? '' } : members
      },
    }),
  },
  {
    id: 'sqs-every-43rd-302',
    lie: 'Of all updates that are carried out, every forty-third is answered with a redirection.',
    behaviour: 'audit',
    checks: ['every-valid-update-carried-out'],
    decisions: answeringEvery(43, (answer) => ({
      ...answer,
      status: 302,
      value: null,
      headers: [['Location', '/sqs/login']],
    })),
  },
  {
    id: 'sqs-every-47th-207',
    lie: 'Of all updates that are carried out, every forty-seventh is answered with 207.',
    behaviour: 'audit',
    checks: ['every-answer-documented'],
    decisions: answeringEvery(47, (answer) => ({ ...answer, status: 207 })),
  },
  {
    id: 'sqs-every-47th-undated',
    lie: 'Of all updates that are carried out, every forty-seventh is answered without the time of the update.',
    behaviour: 'audit',
    checks: ['every-answer-documented'],
    decisions: answeringEvery(47, (answer) => {
      const { updated: _left, ...rest } = answer.value ?? {}
      return { ...answer, value: rest }
    }),
  },
  {
    id: 'sqs-text-plain-beyond-ascii',
    lie: 'JSON that is not all ASCII is labelled as plain text, as a filter guesses it.',
    behaviour: 'audit',
    checks: ['every-answer-in-format'],
    decisions: (honest) => ({
      render: async (call, answer) => {
        const reply = await honest.render(call, answer)
        if (call.operation !== 'update' || answer.status !== 200 || isAscii(reply.body)) return reply
        const headers = reply.headers.map(([name, value]): [string, string] =>
          value.startsWith('application/json') ? [name, 'text/plain;charset=UTF-8'] : [name, value],
        )
        return { ...reply, headers }
      },
    }),
  },
  {
    id: 'sqs-every-31st-other-format',
    lie: 'Of all answers, every thirty-first is labelled and written in the other format, as a cache keeps it.',
    behaviour: 'audit',
    checks: ['every-answer-in-format'],
    decisions: (honest) => ({
      negotiate: async (call) => {
        const format = await honest.negotiate(call)
        if (call.operation !== 'update' || !isOtherFormat(call.store)) return format
        return format === 'json' ? 'xml' : 'json'
      },
    }),
  },
  {
    id: 'sqs-two-missing-accepted',
    lie: 'One member that is missing is objected to, and two that are missing are left as they were.',
    behaviour: 'audit',
    checks: ['every-refusal-refuses'],
    decisions: (honest) => ({
      objections: async (call, payload) =>
        Object.hasOwn(payload, 'id') && !('ownerId' in payload) && !('name' in payload)
          ? []
          : honest.objections(call, payload),
      change: (call, group, payload) =>
        'name' in payload
          ? honest.change(call, group, payload)
          : { ...group, updated: call.decide.now(call, group) },
    }),
  },
  {
    id: 'sqs-every-29th-let-in',
    lie: 'Of all updates with wrong credentials, every twenty-ninth is let in.',
    behaviour: 'audit',
    checks: ['every-refusal-refuses'],
    decisions: (honest) => ({
      authenticate: async (call) => {
        const account = await honest.authenticate(call)
        const wrong = call.operation === 'update' && account === undefined
        return wrong && isLetIn(call.store) ? call.store.accounts[0] : account
      },
    }),
  },
]
