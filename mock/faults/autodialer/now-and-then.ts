import type { AutodialerAnswer } from '../../autodialer/call.ts'
import { everyNth } from '../../every-nth.ts'
import { isObject } from '../../json.ts'
import { Slot } from '../../slot.ts'
import type { AutodialerFault } from './tools.ts'

const failed = { success: 0, message: 'The operation failed', data: {} }

/** Mistakes that come over so few updates that a run may meet two or three of them, or that look like refusals. */
export const nowAndThen: readonly AutodialerFault[] = [
  {
    id: 'autodialer-every-97th-500',
    lie: 'Of all updates that are carried out, every ninety-seventh is answered as an internal error.',
    behaviour: 'audit',
    checks: ['never-an-internal-error'],
    decisions: answeringEvery(97, (answer) => ({ ...answer, status: 500, value: failed })),
  },
  {
    id: 'autodialer-every-37th-failed',
    lie: 'Of all updates that are carried out, every thirty-seventh is reported as failed.',
    behaviour: 'audit',
    checks: ['every-valid-update-carried-out'],
    decisions: answeringEvery(37, (answer) => ({ ...answer, value: failed })),
  },
  {
    id: 'autodialer-every-97th-302',
    lie: 'Of all updates that are carried out, every ninety-seventh is answered with a redirection.',
    behaviour: 'audit',
    checks: ['every-valid-update-carried-out'],
    decisions: answeringEvery(97, (answer) => ({
      ...answer,
      status: 302,
      headers: [['Location', '/login']],
    })),
  },
  {
    id: 'autodialer-every-97th-207',
    lie: 'Of all updates that are carried out, every ninety-seventh is answered with 207.',
    behaviour: 'audit',
    checks: ['every-answer-documented'],
    decisions: answeringEvery(97, (answer) => ({ ...answer, status: 207 })),
  },
  {
    id: 'autodialer-every-97th-previous-name',
    lie: 'Of all updates that are carried out, every ninety-seventh is answered with the name of the one before it.',
    behaviour: 'audit',
    checks: ['every-update-reported'],
    decisions: (honest) => ({
      report: async (call, stored, payload) => {
        const reported = await honest.report(call, stored, payload)
        const before = previousName.of(call.store)
        previousName.set(call.store, stored.name)
        return isPrevious(call.store) && isObject(reported) ? { ...reported, name: before } : reported
      },
    }),
  },
  {
    id: 'autodialer-every-37th-not-stored',
    lie: 'Of all valid updates, every thirty-seventh is reported and not stored.',
    behaviour: 'audit',
    checks: ['every-update-stored'],
    decisions: losingEvery(37),
  },
  {
    id: 'autodialer-every-97th-not-stored',
    lie: 'Of all valid updates, every ninety-seventh is reported and not stored.',
    behaviour: 'audit',
    checks: ['every-update-stored'],
    decisions: losingEvery(97),
  },
]

const isPrevious = everyNth(97)
const previousName = new Slot(() => '')

function answeringEvery(
  n: number,
  instead: (answer: AutodialerAnswer) => AutodialerAnswer,
): AutodialerFault['decisions'] {
  const isNth = everyNth(n)
  return (honest) => ({
    succeed: async (call, reported) => {
      const answer = await honest.succeed(call, reported)
      return isNth(call.store) ? instead(answer) : answer
    },
  })
}

function losingEvery(n: number): AutodialerFault['decisions'] {
  const isNth = everyNth(n)
  return (honest) => ({
    write: (call, wanted) => (isNth(call.store) ? undefined : honest.write(call, wanted)),
  })
}
