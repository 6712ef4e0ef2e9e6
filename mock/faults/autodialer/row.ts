import type { AutodialerCall } from '../../autodialer/call.ts'
import { Slot } from '../../slot.ts'
import { type AutodialerFault, ofUpdate } from './tools.ts'

/** Updates of one group that came right after each other on a connection. */
interface Row {
  id: string
  length: number
  answer: string
}

const rows = new Slot<Row>(() => ({ id: '', length: 0, answer: '' }))

/** Counts the request: one of another kind or for another group ends the row. */
function count(call: AutodialerCall): void {
  const row = rows.of(call.connection)
  const id = /"_id":"(\w*)"/.exec(call.request.body.toString('utf8'))?.[1] ?? ''
  row.length = ofUpdate(call) && id === row.id ? row.length + 1 : 1
  row.id = ofUpdate(call) ? id : ''
}

function isNth(call: AutodialerCall, nth: number): boolean {
  return ofUpdate(call) && rows.of(call.connection).length % nth === 0
}

export const row: readonly AutodialerFault[] = [
  {
    id: 'autodialer-tenth-not-stored',
    lie: 'Of the updates of a group in a row on a connection, every tenth is not stored.',
    behaviour: 'persistence',
    checks: ['every-update-stored'],
    decisions: (honest) => ({
      serves: (call) => {
        count(call)
        return honest.serves(call)
      },
      write: (call, wanted) => (isNth(call, 10) ? undefined : honest.write(call, wanted)),
    }),
  },
  {
    id: 'autodialer-fifth-refused',
    lie: 'Of the updates of a group in a row on a connection, every fifth fails after it was stored.',
    behaviour: 'persistence',
    checks: ['every-update-answered'],
    decisions: (honest) => ({
      serves: (call) => {
        count(call)
        return honest.serves(call)
      },
      succeed: async (call, data) => {
        const answer = await honest.succeed(call, data)
        return isNth(call, 5) ? { ...answer, value: { success: 0, message: 'failed', data: {} } } : answer
      },
    }),
  },
  {
    id: 'autodialer-seventh-repeated',
    lie: 'Of the updates of a group in a row on a connection, every seventh is answered as the one before.',
    behaviour: 'persistence',
    checks: ['every-update-answered'],
    decisions: (honest) => ({
      serves: (call) => {
        count(call)
        return honest.serves(call)
      },
      jsonText: (call, answer) => {
        const kept = rows.of(call.connection)
        const text = isNth(call, 7) ? kept.answer : honest.jsonText(call, answer)
        kept.answer = text
        return text
      },
    }),
  },
]
