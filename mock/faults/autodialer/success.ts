import { parseObject } from '../../json.ts'
import { type AutodialerFault, success as answered, without } from './tools.ts'

export const success: readonly AutodialerFault[] = [
  {
    id: 'autodialer-success-string',
    lie: 'The envelope says success as a text.',
    behaviour: 'success',
    checks: ['success-envelope'],
    decisions: answered((answer) => ({ ...answer, value: { ...answer.value, success: '1' } })),
  },
  {
    id: 'autodialer-success-missing',
    lie: 'The envelope of an update that was carried out does not say so.',
    behaviour: 'success',
    checks: ['success-envelope'],
    decisions: answered((answer) => ({ ...answer, value: without(answer.value, 'success') })),
  },
  {
    id: 'autodialer-success-denied',
    lie: 'An update that was carried out is reported as failed.',
    behaviour: 'success',
    checks: ['update-status'],
    decisions: answered((answer) => ({ ...answer, value: { ...answer.value, success: 0 } })),
  },
  {
    id: 'autodialer-message-missing',
    lie: 'Success has no message.',
    behaviour: 'success',
    checks: ['success-envelope'],
    decisions: answered((answer) => ({ ...answer, value: without(answer.value, 'message') })),
  },
  {
    id: 'autodialer-data-missing',
    lie: 'An update that was carried out is answered without its data.',
    behaviour: 'success',
    checks: ['answer-members'],
    decisions: answered((answer) => ({ ...answer, value: without(answer.value, 'data') })),
  },
  {
    id: 'autodialer-data-null',
    lie: 'An update that was carried out is answered with the data null.',
    behaviour: 'success',
    checks: ['answer-members'],
    decisions: answered((answer) => ({ ...answer, value: { ...answer.value, data: null } })),
  },
  {
    id: 'autodialer-payload-spread',
    lie: 'Members of the payload that the answer has as well replace those.',
    behaviour: 'robustness',
    checks: ['unknown-members-kept-out'],
    decisions: (honest) => ({
      succeed: async (call, data) => {
        const answer = await honest.succeed(call, data)
        const { success = answer.value.success ?? 1, data: own = answer.value.data ?? null } =
          parseObject(call.request.body) ?? {}
        return call.operation === 'update'
          ? { ...answer, value: { ...answer.value, success, data: own } }
          : answer
      },
    }),
  },
  {
    id: 'autodialer-data-listed',
    lie: 'The data is a list that holds the group.',
    behaviour: 'success',
    checks: ['answer-members'],
    decisions: answered((answer) => ({
      ...answer,
      value: { ...answer.value, data: [answer.value.data ?? null] },
    })),
  },
  {
    id: 'autodialer-status-201',
    lie: 'An update creates something, so it is answered with 201.',
    behaviour: 'success',
    checks: ['update-status'],
    decisions: answered((answer) => ({ ...answer, status: 201 })),
  },
]
