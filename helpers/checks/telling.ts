import type { Exchange } from '../target/exchange.ts'
import type { Capture } from '../target/sent.ts'
import type { Violation } from '../verdict/signals.ts'

/** A record keeps this many exchanges of a check: those that tell of the violation, and the last ones beside them. */
export const keptExchanges = 6

/** An exchange that a check had, as far as what it tells depends on that. */
export interface Kept {
  readonly capture: Capture
  /** Whether it only looked at what is there, and at which group. */
  readonly isRead: boolean
  readonly of?: string
  /** The connection that nothing else used; undefined for one of all. */
  readonly connection?: number | undefined
}

/** The exchanges of a verdict, those that tell of it last, and how many those are. */
export interface ToldExchanges {
  readonly exchanges: readonly Exchange[]
  readonly telling?: number
}

/** The exchanges that show a violation, and those that were kept beside them when it was found. */
interface Story {
  readonly telling: readonly Kept[]
  /** What shows the same of other forms. */
  readonly alike: readonly Kept[]
  readonly beside: readonly Kept[]
}

/** Of violations that are told later than they were found, or by another check. */
const storyOf = new WeakMap<Violation, Story>()

/** The last exchanges of a check, and those that show what it found, whatever was sent after them. */
export class KeptExchanges {
  #last: readonly Kept[] = []

  /** A group that is read again, with nothing sent since, is read once: the last look is what counts. */
  add(exchange: Kept): void {
    const since = this.#last.slice(this.#last.findLastIndex(({ isRead }) => !isRead) + 1)
    const again = exchange.isRead && since.find(({ of }) => of === exchange.of)
    this.#last = [...this.#last.filter((each) => each !== again), exchange].slice(-keptExchanges)
  }

  /** An exchange of another check, as the last one, or before the read that shows what became of it. */
  show(capture: Capture): void {
    const read = this.#last.at(-1)?.isRead ? this.#last.slice(-1) : []
    const before = this.#last.slice(0, this.#last.length - read.length)
    this.#last = [...before, { capture, isRead: false }, ...read].slice(-keptExchanges)
  }

  /** Keeps what shows a violation, for whenever it is told; without the exchange that does, it is the last one. */
  hold(violation: Violation, shown?: Capture): void {
    if (!storyOf.has(violation)) storyOf.set(violation, this.#storyNow(shown))
  }

  /** One violation tells of several that were found before: what shows the first of them leads. */
  holdAll(violation: Violation, found: readonly Violation[]): void {
    const [first, ...others] = found.flatMap((each) => storyOf.get(each) ?? [])
    if (first) storyOf.set(violation, { ...first, alike: others.flatMap(({ telling }) => telling) })
  }

  /**
   * What is shown of the exchanges: those that show the violation last. Where that is a read, the update before it is told
   * with it: without that, nobody could tell what the read should show.
   */
  told(violation?: Violation, shown?: Capture): ToldExchanges {
    const { telling, alike, beside } = (violation && storyOf.get(violation)) ?? this.#storyNow(shown)
    const known = unique([...beside, ...this.#last, ...telling])
    const candidates = unique([...telling, ...alike, ...beside.toReversed(), ...this.#last.toReversed()])
    const others = candidates.slice(telling.length, keptExchanges)
    const inTime = others.map((each) => withConnection(each, known)).sort(byBegin)
    return {
      exchanges: [...inTime, ...telling.map((each) => withConnection(each, known))],
      ...(telling.length > 1 && { telling: telling.length }),
    }
  }

  #storyNow(shown: Capture | undefined): Story {
    const kept = this.#last
    const found =
      shown && (kept.find(({ capture }) => capture === shown) ?? { capture: shown, isRead: false })
    const last = found ?? kept.at(-1)
    if (!last) return { telling: [], alike: [], beside: [] }
    const before = kept.slice(0, Math.max(kept.indexOf(last), 0))
    const write = last.isRead ? before.findLast(({ isRead }) => !isRead) : undefined
    return { telling: write ? [write, last] : [last], alike: [], beside: kept }
  }
}

function unique(kept: readonly Kept[]): Kept[] {
  return [...new Map(kept.map((each) => [each.capture, each])).values()]
}

function byBegin(a: Exchange, b: Exchange): number {
  return Date.parse(a.startedAt) - Date.parse(b.startedAt)
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
