import type { JsonObject } from '../../../helpers/contract/types.ts'
import type { AutodialerCall, AutodialerRefusal } from '../../autodialer/call.ts'
import { soleHeader } from '../../exchange.ts'
import { isObject, parseJson, parseObject } from '../../json.ts'
import { type AutodialerFault, ofUpdate, without } from './tools.ts'

type Which = (call: AutodialerCall, refusal: AutodialerRefusal) => boolean

/** Every part of the credentials is there, and the key is nobody's. */
const byKey: Which = (call, { outcome }) => {
  const { basic, apiKey } = call.decide.credentials(call)
  const isShown = basic !== undefined && apiKey !== undefined
  return (
    outcome === 'unauthenticated' && isShown && call.store.accounts.every((each) => each.apiKey !== apiKey)
  )
}

/** The key is right, and the user or the password is not. */
const byPassword: Which = (call, { outcome }) =>
  outcome === 'unauthenticated' &&
  soleHeader(call.request, 'authorization') !== undefined &&
  call.decide.credentials(call).apiKey === call.store.accounts[0]?.apiKey

const idIs =
  (matches: (id: unknown) => boolean): Which =>
  (call) => {
    const payload = parseObject(call.request.body)
    return payload !== undefined && matches(payload._id)
  }

const noObject: Which = (call, { outcome }) =>
  outcome === 'malformed' && parseJson(call.request.body) !== undefined

const noList: Which = (call, { outcome }) => {
  const numbers = parseObject(call.request.body)?.numbers
  return outcome === 'invalid' && numbers !== undefined && !Array.isArray(numbers)
}

type Change = (envelope: JsonObject) => JsonObject

const saying =
  (success: JsonObject['success']): Change =>
  (envelope) => ({ ...envelope, success: success ?? null })

const unsaid: Change = (envelope) => without(envelope, 'success')
const silent: Change = (envelope) => without(envelope, 'message')

/** One kind of refusal that another part of a service writes than all others. */
const kinds: readonly (readonly [id: string, lie: string, which: Which, change: Change])[] = [
  ['autodialer-key-refused-as-success', 'A wrong key is refused with success 1.', byKey, saying(1)],
  ['autodialer-key-refused-unsaid', 'A wrong key is refused without success.', byKey, unsaid],
  [
    'autodialer-password-refused-true',
    'A wrong password is refused with success true.',
    byPassword,
    saying(true),
  ],
  [
    'autodialer-password-refused-text',
    'A wrong password is refused with success "1".',
    byPassword,
    saying('1'),
  ],
  ['autodialer-password-refused-unsaid', 'A wrong password is refused without success.', byPassword, unsaid],
  [
    'autodialer-id-object-silent',
    'An id that is an object is refused without a message.',
    idIs((id) => typeof id === 'object' && id !== null),
    silent,
  ],
  [
    'autodialer-id-null-false',
    'An id that is null is refused with success false.',
    idIs((id) => id === null),
    saying(false),
  ],
  [
    'autodialer-no-object-as-success',
    'JSON that is no object is refused with success 1.',
    noObject,
    saying(1),
  ],
  [
    'autodialer-numbers-refused-false',
    'Numbers that are no list are refused with success false.',
    noList,
    saying(false),
  ],
]

/** Kinds of refusals that are refused by the framework, before the service's own form is put around them. */
const texts: readonly (readonly [id: string, lie: string, which: Which])[] = [
  ['autodialer-key-refused-in-text', 'A wrong key is refused in plain text.', byKey],
  ['autodialer-no-object-in-text', 'JSON that is no object is refused in plain text.', noObject],
]

const isText = new WeakSet<AutodialerCall>()

/** Refusals in the envelope, but for those of one kind. */
export const refusalEnvelopes: readonly AutodialerFault[] = [
  ...kinds.map(
    ([id, lie, which, change]): AutodialerFault => ({
      id,
      lie,
      behaviour: 'audit',
      checks: ['every-answer-documented'],
      decisions: (honest) => ({
        refuse: async (call, refusal) => {
          const answer = await honest.refuse(call, refusal)
          const isMeant = ofUpdate(call) && isObject(answer.value) && which(call, refusal)
          return isMeant ? { ...answer, value: change(answer.value) } : answer
        },
      }),
    }),
  ),
  ...texts.map(
    ([id, lie, which]): AutodialerFault => ({
      id,
      lie,
      behaviour: 'audit',
      checks: ['every-answer-documented'],
      decisions: (honest) => ({
        refuse: (call, refusal) => {
          if (ofUpdate(call) && which(call, refusal)) isText.add(call)
          return honest.refuse(call, refusal)
        },
        jsonText: (call, answer) => (isText.has(call) ? 'refused' : honest.jsonText(call, answer)),
        contentType: (call) => (isText.has(call) ? 'text/plain' : honest.contentType(call)),
      }),
    }),
  ),
]
