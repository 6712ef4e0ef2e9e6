import type { CheckRecord } from '../record/record.ts'
import type { Exchange } from '../target/exchange.ts'

/** An exchange of a check, and what it is to the one that tells of the violation. */
export interface Part {
  readonly exchange: Exchange
  /** Its place among those of the check, by the time that they began. */
  readonly nth: number
  readonly when: 'telling' | 'earlier' | 'meanwhile' | 'afterwards'
}

/** The exchanges that tell of a violation, such as an update and the read that shows what became of it, and the others. */
export interface Story {
  readonly telling: readonly Part[]
  readonly others: readonly Part[]
  readonly count: number
}

export function storyOf({
  exchanges = [],
  telling: count = 1,
}: Pick<CheckRecord, 'exchanges' | 'telling'>): Story {
  const leading = exchanges.slice(-count)
  const timed = exchanges.map((exchange) => ({ exchange, begin: Date.parse(exchange.startedAt) }))
  const first = timed.at(-leading.length)
  const parts = timed
    .sort((a, b) => a.begin - b.begin)
    .map(({ exchange, begin }, at): Part => {
      const when = !first || leading.includes(exchange) ? 'telling' : whenOf({ exchange, begin }, first)
      return { exchange, nth: at + 1, when }
    })
  return {
    telling: parts.filter(({ when }) => when === 'telling'),
    others: parts.filter(({ when }) => when !== 'telling'),
    count: parts.length,
  }
}

interface Timed {
  readonly exchange: Exchange
  readonly begin: number
}

function whenOf(other: Timed, telling: Timed): Part['when'] {
  if (other.begin + other.exchange.milliseconds <= telling.begin) return 'earlier'
  return other.begin >= telling.begin + telling.exchange.milliseconds ? 'afterwards' : 'meanwhile'
}

/** What came of an exchange, in a few words. */
export function cameOf({ answer, failure }: Exchange): string {
  return answer ? String(answer.status) : (failure?.message ?? 'no answer')
}
