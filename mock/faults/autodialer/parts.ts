import type { Json, JsonObject } from '../../../helpers/contract/types.ts'
import { isObject, isTextList } from '../../json.ts'
import { Slot } from '../../slot.ts'
import { type AutodialerFault, without } from './tools.ts'

const lost = new Slot(() => false)
const nameless = new Slot(() => false)

/** Reports an update of some kind and does not store it. */
function storingOf(isLost: (payload: JsonObject) => boolean): AutodialerFault['decisions'] {
  return (honest) => ({
    change: (call, group, payload) => {
      lost.set(call, isLost(payload))
      return honest.change(call, group, payload)
    },
    write: (call, wanted) => (lost.of(call) ? undefined : honest.write(call, wanted)),
  })
}

/** What goes wrong where an update leaves members out. */
export const parts: readonly AutodialerFault[] = [
  {
    id: 'autodialer-description-alone-not-stored',
    lie: 'A description that comes without a name and numbers is reported and not stored.',
    behaviour: 'optional',
    checks: ['optional-parts-stored'],
    decisions: storingOf(({ name, numbers }) => name === undefined && numbers === undefined),
  },
  {
    id: 'autodialer-nameless-numbers-not-stored',
    lie: 'Numbers that come with a description and without a name are reported and not stored.',
    behaviour: 'optional',
    checks: ['optional-parts-stored'],
    decisions: (honest) => ({
      change: async (call, group, payload) => {
        const { name, numbers, description } = payload
        nameless.set(call, name === undefined && numbers !== undefined && description !== undefined)
        return honest.change(call, group, payload)
      },
      write: (call, wanted) => {
        const old = call.store.find(wanted.id)
        return honest.write(call, nameless.of(call) && old ? { ...wanted, numbers: old.numbers } : wanted)
      },
    }),
  },
  {
    id: 'autodialer-null-told',
    lie: 'A description that is null is taken for an empty one, and told as null.',
    behaviour: 'optional',
    checks: ['optional-odd-as-documented'],
    decisions: (honest) => ({
      objection: (call, field, value) =>
        field === 'description' && value === null ? undefined : honest.objection(call, field, value),
      report: async (call, stored, payload) => {
        const reported = await honest.report(call, stored, payload)
        return isObject(reported) && payload.description === null
          ? { ...reported, description: null }
          : reported
      },
    }),
  },
  {
    id: 'autodialer-null-number-told',
    lie: 'A number that is null is taken for an empty text, and told as null.',
    behaviour: 'optional',
    checks: ['optional-odd-as-documented'],
    decisions: (honest) => ({
      objection: (call, field, value) =>
        field === 'numbers' && isListOfNull(value) ? undefined : honest.objection(call, field, value),
      report: async (call, stored, payload) => {
        const reported = await honest.report(call, stored, payload)
        return isObject(reported) && isListOfNull(payload.numbers)
          ? { ...reported, numbers: [null], count: 1 }
          : reported
      },
    }),
  },
  {
    id: 'autodialer-numbers-stored-until-wrong',
    lie: 'A list with something wrong in it is refused, and what comes before that is stored.',
    behaviour: 'optional',
    checks: ['optional-changes-nothing'],
    decisions: (honest) => ({
      objections: async (call, payload) => {
        const objections = await honest.objections(call, payload)
        const group = objections.length > 0 ? await honest.find(call, payload._id) : undefined
        const { numbers } = payload
        const right = Array.isArray(numbers) ? numbers.slice(0, numbers.findIndex(isNoText)) : []
        if (group && isTextList(right) && right.length > 0)
          await honest.write(call, { ...group, numbers: right })
        return objections
      },
    }),
  },
  {
    id: 'autodialer-date-missing-of-name',
    lie: 'The answer to an update of the name alone leaves out the date.',
    behaviour: 'optional',
    checks: ['optional-parts-answered'],
    decisions: (honest) => ({
      report: async (call, stored, payload) => {
        const reported = await honest.report(call, stored, payload)
        const isName = payload.numbers === undefined && payload.description === undefined
        return isName && isObject(reported) ? without(reported, 'date') : reported
      },
    }),
  },
  {
    id: 'autodialer-count-sent',
    lie: 'The count is the one of the numbers that were sent, so 0 where they were left out.',
    behaviour: 'success',
    checks: ['every-update-reported'],
    decisions: (honest) => ({
      report: async (call, stored, payload) => {
        const reported = await honest.report(call, stored, payload)
        const sent = Array.isArray(payload.numbers) ? payload.numbers.length : 0
        return isObject(reported) ? { ...reported, count: sent } : reported
      },
    }),
  },
  {
    id: 'autodialer-name-object-spelled',
    lie: 'An object as name is taken for the text [object Object].',
    behaviour: 'optional',
    checks: ['optional-type-reported'],
    decisions: (honest) => ({
      objection: (call, field, value) =>
        field === 'name' && isObject(value) ? undefined : honest.objection(call, field, value),
      change: (call, group, payload) =>
        honest.change(
          call,
          group,
          isObject(payload.name) ? { ...payload, name: '[object Object]' } : payload,
        ),
    }),
  },
]

const isNoText = (value: Json) => typeof value !== 'string'

function isListOfNull(value: Json | undefined): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((item) => item === null)
}
