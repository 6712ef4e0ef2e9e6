import type { AutodialerAnswer } from '../../autodialer/call.ts'
import { everyNth } from '../../every-nth.ts'
import { isObject } from '../../json.ts'
import { Slot } from '../../slot.ts'
import { type AutodialerFault, ofUpdate, without } from './tools.ts'

/** Answers every n-th of the updates that are carried out, of whatever group, in another way. */
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

const isPrevious = everyNth(41)
const previousName = new Slot(() => '')
const isLetIn = everyNth(29)

/** Mistakes that come round so seldom, and on requests of any kind, that only a look at every exchange is sure of them. */
export const audit: readonly AutodialerFault[] = [
  {
    id: 'autodialer-every-37th-500',
    lie: 'Of all updates that are carried out, every thirty-seventh is answered as an internal error.',
    behaviour: 'audit',
    checks: ['never-an-internal-error'],
    decisions: answeringEvery(37, (answer) => ({
      ...answer,
      status: 500,
      value: { success: 0, message: 'Internal error', data: {} },
    })),
  },
  {
    id: 'autodialer-every-41st-previous-name',
    lie: 'Of all updates that are carried out, every forty-first is answered with the name of the one before it.',
    behaviour: 'audit',
    checks: ['every-update-reported'],
    decisions: (honest) => ({
      report: async (call, stored, payload) => {
        const data = await honest.report(call, stored, payload)
        const before = previousName.of(call.store)
        previousName.set(call.store, stored.name)
        return isPrevious(call.store) && isObject(data) ? { ...data, name: before } : data
      },
    }),
  },
  {
    id: 'autodialer-every-43rd-302',
    lie: 'Of all updates that are carried out, every forty-third is answered with a redirection.',
    behaviour: 'audit',
    checks: ['every-valid-update-carried-out'],
    decisions: answeringEvery(43, (answer) => ({
      ...answer,
      status: 302,
      headers: [['Location', '/login']],
    })),
  },
  {
    id: 'autodialer-every-47th-207',
    lie: 'Of all updates that are carried out, every forty-seventh is answered with 207.',
    behaviour: 'audit',
    checks: ['every-answer-documented'],
    decisions: answeringEvery(47, (answer) => ({ ...answer, status: 207 })),
  },
  {
    id: 'autodialer-every-47th-uncounted',
    lie: 'Of all updates that are carried out, every forty-seventh is answered without the count.',
    behaviour: 'audit',
    checks: ['every-answer-documented'],
    decisions: answeringEvery(47, (answer) => {
      const { data } = answer.value
      return isObject(data) ? { ...answer, value: { ...answer.value, data: without(data, 'count') } } : answer
    }),
  },
  {
    id: 'autodialer-every-29th-let-in',
    lie: 'Of all updates with wrong credentials, every twenty-ninth is let in.',
    behaviour: 'audit',
    checks: ['every-refusal-refuses'],
    decisions: (honest) => ({
      authenticate: async (call) => {
        const account = await honest.authenticate(call)
        return account === undefined && ofUpdate(call) && isLetIn(call.store)
          ? call.store.accounts[0]
          : account
      },
    }),
  },
]
