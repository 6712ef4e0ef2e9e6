import type { AutodialerOutcome } from '../../autodialer/call.ts'
import { parseObject } from '../../json.ts'
import { type AutodialerFault, ofUpdate } from './tools.ts'

/** Stamps the group that a refused update names: nothing but the date of the search shows it. */
function stamping(outcome: AutodialerOutcome): AutodialerFault['decisions'] {
  return (honest) => ({
    refuse: async (call, reason) => {
      const id = parseObject(call.request.body)?._id
      const group = ofUpdate(call) && reason.outcome === outcome && (await honest.find(call, id))
      if (group) call.store.put({ ...group, date: Date.now() })
      return honest.refuse(call, reason)
    },
  })
}

/** What a refused update leaves of itself. */
export const refusalTraces: readonly AutodialerFault[] = [
  {
    id: 'autodialer-invalid-touches',
    lie: 'A group is stamped before what it is to become is looked at.',
    behaviour: 'optional',
    checks: ['optional-changes-nothing'],
    decisions: stamping('invalid'),
  },
  {
    id: 'autodialer-media-type-touches',
    lie: 'A group is stamped before it is seen that the body is not labelled as JSON.',
    behaviour: 'malformed',
    checks: ['media-type-changes-nothing'],
    decisions: stamping('unsupportedMediaType'),
  },
  {
    id: 'autodialer-forbidden-touches',
    lie: 'A group is stamped before it is seen that the account may not update it.',
    behaviour: 'authorisation',
    checks: ['authorisation-changes-nothing'],
    decisions: stamping('forbidden'),
  },
]
