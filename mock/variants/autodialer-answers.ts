import type { Json } from '../../helpers/contract/types.ts'
import type { AutodialerOutcome } from '../autodialer/call.ts'
import type { AutodialerDecisions } from '../autodialer/decisions.ts'
import { soleHeader } from '../exchange.ts'
import type { Variant } from '../fault.ts'
import { isObject, parseObject } from '../json.ts'
import { plainReply } from '../send.ts'

type AutodialerVariant = Variant<AutodialerDecisions>

/** Gives refusals of some kinds a status of their own. */
function status(of: Partial<Record<AutodialerOutcome, number>>): AutodialerVariant['decisions'] {
  return (honest) => ({
    refuse: async (call, refusal) => {
      const answer = await honest.refuse(call, refusal)
      return { ...answer, status: of[refusal.outcome] ?? answer.status }
    },
  })
}

function refusalData(...data: readonly Json[]): AutodialerVariant['decisions'] {
  return (honest) => ({
    refuse: async (call, refusal) => {
      const answer = await honest.refuse(call, refusal)
      const { success, message } = answer.value
      const [only] = data
      return {
        ...answer,
        value: { success: success ?? 0, message: message ?? '', ...(only !== undefined && { data: only }) },
      }
    },
  })
}

function dated(change: (time: number) => number): AutodialerVariant['decisions'] {
  return (honest) => ({ date: (call, time) => honest.date(call, change(time)) })
}

function worded(message: string): AutodialerVariant['decisions'] {
  return (honest) => ({
    envelope: (call, success, _message, data) => honest.envelope(call, success, message, data),
  })
}

/** What answers say, where the documents leave it open. */
export const autodialerAnswers: readonly AutodialerVariant[] = [
  {
    id: 'autodialer-refusal-4xx',
    difference: 'An error during the operation has a status of its own beside its envelope.',
    decisions: status({ notFound: 404, invalid: 422 }),
  },
  {
    id: 'autodialer-refusal-400',
    difference: 'Every error of a request is told under 400.',
    decisions: status({ notFound: 400, invalid: 400 }),
  },
  {
    id: 'autodialer-refusal-409',
    difference: 'An error during the operation is a conflict with what is stored.',
    decisions: status({ notFound: 410, invalid: 409 }),
  },
  {
    id: 'autodialer-refusal-data-absent',
    difference: 'A refusal has no data.',
    decisions: refusalData(),
  },
  {
    id: 'autodialer-refusal-data-null',
    difference: 'The data of a refusal is null.',
    decisions: refusalData(null),
  },
  {
    id: 'autodialer-refusal-data-text',
    difference: 'The data of a refusal is an empty text.',
    decisions: refusalData(''),
  },
  {
    id: 'autodialer-refusal-data-list',
    difference: 'The data of a refusal is an empty list, as PHP writes an empty array.',
    decisions: refusalData([]),
  },
  {
    id: 'autodialer-refusal-data-details',
    difference: 'The data of a refusal says what was wrong.',
    decisions: refusalData({ errors: [{ field: 'name', rule: 'required' }] }),
  },
  {
    id: 'autodialer-refusal-shows-request',
    difference: 'A refusal shows the request that it refuses.',
    decisions: (honest) => ({
      refuse: async (call, refusal) => {
        const answer = await honest.refuse(call, refusal)
        const request = parseObject(call.request.body)
        return { ...answer, value: { ...answer.value, ...(request && { request }) } }
      },
    }),
  },
  {
    id: 'autodialer-extra-members',
    difference: 'Answers carry members that are not documented, at the top and in their data.',
    decisions: (honest) => ({
      report: async (call, stored, payload) => {
        const data = await honest.report(call, stored, payload)
        return isObject(data) ? { ...data, active: true } : data
      },
      envelope: (call, success, message, data) => ({
        ...honest.envelope(call, success, message, data),
        old: { name: 'test_group' },
      }),
    }),
  },
  {
    id: 'autodialer-id-in-data',
    difference: 'The data of an update shows the id, as extended JSON.',
    decisions: (honest) => ({
      report: async (call, stored, payload) => {
        const data = await honest.report(call, stored, payload)
        return isObject(data) ? { _id: { $oid: stored.id }, ...data } : data
      },
    }),
  },
  {
    id: 'autodialer-message-persian',
    difference: 'Messages are in Persian.',
    decisions: worded('عملیات با موفقیت انجام شد'),
  },
  { id: 'autodialer-message-empty', difference: 'Messages are empty.', decisions: worded('') },
  {
    id: 'autodialer-date-in-seconds',
    difference: 'Dates are kept to the second; they are shown in milliseconds all the same.',
    decisions: dated((time) => Math.floor(time / 1_000) * 1_000),
  },
  {
    id: 'autodialer-clock-late',
    difference: 'The clock of the server is five hours late.',
    decisions: dated((time) => time - 5 * 3_600_000),
  },
  {
    id: 'autodialer-id-upper-case',
    difference: 'Ids are shown in capitals.',
    decisions: (honest) => ({
      completed: (call, data) =>
        honest.completed(
          call,
          isObject(data) && typeof data._id === 'string' ? { _id: data._id.toUpperCase() } : data,
        ),
      present: (call, group) => ({ ...honest.present(call, group), _id: group.id.toUpperCase() }),
    }),
  },
  {
    id: 'autodialer-other-challenge',
    difference: 'A 401 asks for a key before it asks for Basic.',
    decisions: (honest) => ({
      refuse: async (call, refusal) => {
        const answer = await honest.refuse(call, refusal)
        return refusal.outcome === 'unauthenticated'
          ? { ...answer, headers: [['www-authenticate', 'ApiKey realm="simotel"'], ...answer.headers] }
          : answer
      },
    }),
  },
  {
    id: 'autodialer-front-refuses-credentials',
    difference:
      'Credentials that cannot be read are refused with 400 by what stands in front, in plain text.',
    decisions: (honest) => ({
      render: async (call, answer) => {
        const value = soleHeader(call.request, 'authorization')
        const isUnread = value !== undefined && call.decide.credentials(call).basic === undefined
        return isUnread ? plainReply(400, 'bad request') : honest.render(call, answer)
      },
    }),
  },
]
