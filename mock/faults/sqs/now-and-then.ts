import { everyNth } from '../../every-nth.ts'
import { Slot } from '../../slot.ts'
import type { SqsAnswer } from '../../sqs/call.ts'
import type { SqsFault } from './twists.ts'

/** Mistakes that come over so few updates that a run may meet two or three of them. */
export const nowAndThen: readonly SqsFault[] = [
  {
    id: 'sqs-every-97th-500',
    lie: 'Of all updates that are carried out, every ninety-seventh is answered as an internal error.',
    behaviour: 'audit',
    checks: ['never-an-internal-error'],
    decisions: answeringEvery97th((answer) => ({
      ...answer,
      status: 500,
      root: 'failure',
      value: { message: 'internal error' },
    })),
  },
  {
    id: 'sqs-every-97th-302',
    lie: 'Of all updates that are carried out, every ninety-seventh is answered with a redirection.',
    behaviour: 'audit',
    checks: ['every-valid-update-carried-out'],
    decisions: answeringEvery97th((answer) => ({
      ...answer,
      status: 302,
      value: null,
      headers: [['Location', '/login']],
    })),
  },
  {
    id: 'sqs-every-97th-207',
    lie: 'Of all updates that are carried out, every ninety-seventh is answered with 207.',
    behaviour: 'audit',
    checks: ['every-answer-documented'],
    decisions: answeringEvery97th((answer) => ({ ...answer, status: 207 })),
  },
  {
    id: 'sqs-every-97th-previous-name',
    lie: 'Of all updates that are carried out, every ninety-seventh is answered with the name of the one before it.',
    behaviour: 'audit',
    checks: ['every-update-reported'],
    decisions: (honest) => ({
      report: async (call, stored, payload) => {
        const members = await honest.report(call, stored, payload)
        const before = previousName.of(call.store)
        previousName.set(call.store, stored.name)
        return isPrevious(call.store) ? { ...members, name: before } : members
      },
    }),
  },
  {
    id: 'sqs-every-37th-not-stored',
    lie: 'Of all valid updates, every thirty-seventh is reported and not stored.',
    behaviour: 'audit',
    checks: ['every-update-stored'],
    decisions: losingEvery(37),
  },
  {
    id: 'sqs-every-97th-not-stored',
    lie: 'Of all valid updates, every ninety-seventh is reported and not stored.',
    behaviour: 'audit',
    checks: ['every-update-stored'],
    decisions: losingEvery(97),
  },
]

const isPrevious = everyNth(97)
const previousName = new Slot(() => '')

function answeringEvery97th(instead: (answer: SqsAnswer) => SqsAnswer): SqsFault['decisions'] {
  const is97th = everyNth(97)
  return (honest) => ({
    succeed: async (call, members) => {
      const answer = await honest.succeed(call, members)
      return is97th(call.store) ? instead(answer) : answer
    },
  })
}

function losingEvery(n: number): SqsFault['decisions'] {
  const isNth = everyNth(n)
  return (honest) => ({
    write: (call, wanted) => (isNth(call.store) ? undefined : honest.write(call, wanted)),
  })
}
