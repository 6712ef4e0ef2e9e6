import type { Exchange } from '../target/exchange.ts'
import type { Capture } from '../target/target.ts'

/** An exchange that a check had, as far as what it tells depends on that. */
export interface Kept {
  readonly capture: Capture
  /** Whether it only looked at what is there. */
  readonly isRead: boolean
  /** The connection that nothing else used; undefined for one of all. */
  readonly connection?: number | undefined
}

/** The exchanges of a verdict, those that tell of it last, and how many those are. */
export interface ToldExchanges {
  readonly exchanges: readonly Exchange[]
  readonly telling?: number
}

/**
 * What is shown of the exchanges of a check: the one that shows the violation last. Where that is a read, the update before
 * it is told with it: without that, nobody could tell what the read should show.
 */
export function toldOf(kept: readonly Kept[], shown: Capture | undefined, most: number): ToldExchanges {
  const last = kept.find(({ capture }) => capture === shown) ?? kept.at(-1)
  if (!last) return { exchanges: [] }
  const before = kept.slice(0, kept.indexOf(last))
  const write = last.isRead ? before.findLast(({ isRead }) => !isRead) : undefined
  const telling = write ? [write, last] : [last]
  const others = kept.filter((each) => !telling.includes(each)).slice(telling.length - most)
  return {
    exchanges: [...others, ...telling].map((each) => withConnection(each, kept)),
    ...(telling.length > 1 && { telling: telling.length }),
  }
}

/** What was sent over the same connection before is sent before by the command line as well. */
function withConnection(one: Kept, kept: readonly Kept[]): Exchange {
  const exchange = one.capture()
  if (one.connection === undefined) return exchange
  const before = kept.slice(0, kept.indexOf(one)).filter(({ connection }) => connection === one.connection)
  const lines = before.map(({ capture }) => capture().curl.replace(/^curl /, ''))
  const own = exchange.curl.replace(/^curl /, '')
  return { ...exchange, curl: `curl ${[...lines, own].join(' --next ')}` }
}
