import type { AutodialerCall } from '../../autodialer/call.ts'
import { isTextList, parseObject } from '../../json.ts'
import { type AutodialerFault, denying } from './tools.ts'

/** Valid updates that no check asks about, and that one or the other sends on its way. */
export const oddUpdates: readonly AutodialerFault[] = [
  {
    id: 'autodialer-own-extension-403',
    lie: 'A number of four digits that begins with a seven is an extension of the house, and denied.',
    behaviour: 'audit',
    checks: ['every-valid-update-carried-out'],
    decisions: denying(
      (call) => numbersIn(call).some((number) => /^7\d{3}$/.test(number)),
      403,
      'Access denied',
    ),
  },
  {
    id: 'autodialer-service-numbers-500',
    lie: 'More than two numbers of four digits that begin with a five are an internal error.',
    behaviour: 'audit',
    checks: ['never-an-internal-error'],
    decisions: denying(
      (call) => numbersIn(call).filter((number) => /^5\d{3}$/.test(number)).length > 2,
      500,
      'Undefined index',
    ),
  },
]

function numbersIn({ request }: AutodialerCall): readonly string[] {
  const numbers = parseObject(request.body)?.numbers
  return isTextList(numbers) ? numbers : []
}
