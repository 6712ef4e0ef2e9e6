import { groupBy } from '../group-by.ts'
import { isOverload } from './silence.ts'

/** What came of a request, as far as a picture of the run tells it. */
export type TrafficKind = 'accepted' | 'refused' | 'overloaded' | 'broken' | 'unanswered'

/** The requests of a run over time, few enough numbers to draw however long it was. */
export interface Traffic {
  /** When the first request was sent, as an ISO 8601 time. */
  readonly startedAt: string
  /** Milliseconds of each slot of time. */
  readonly slot: number
  /** Requests that were sent in each slot, by what came of them; what nothing came to is not there. */
  readonly sent: Readonly<Partial<Record<TrafficKind, readonly number[]>>>
  /** Requests that waited in each slot because the server was overloaded; absent where none did. */
  readonly waiting?: readonly number[]
  /** How long answers took; absent where nothing was answered. */
  readonly latency?: Latency
}

/** In milliseconds. */
export interface Latency {
  readonly median: number
  /** 95 of 100 answers took no longer. */
  readonly p95: number
  readonly longest: number
  /** Answers by how long they took: five buckets to each power of ten, from 1 ms to 10 s; the last has the rest. */
  readonly buckets: readonly number[]
}

const slots = 100
const bucketsInTen = 5
const buckets = 4 * bucketsInTen + 1

interface Sent {
  readonly at: number
  readonly took: number
  readonly kind: TrafficKind
}

/** Keeps what a picture of the run needs of every request. */
export class TrafficLog {
  readonly #sent: Sent[] = []
  readonly #waits: (readonly [from: number, to: number])[] = []

  /** @param at when it was sent, by the clock of `performance.now()`; a status of 0 is no answer. */
  add(at: number, took: number, status: number): void {
    this.#sent.push({ at, took, kind: kindOf(status) })
  }

  /** A request was kept back until now, as the server was overloaded. */
  waited(from: number, to = performance.now()): void {
    this.#waits.push([from, to])
  }

  /** Undefined where nothing was sent. */
  summary(): Traffic | undefined {
    if (this.#sent.length === 0) return undefined
    const first = this.#sent.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY)
    const last = this.#sent.reduce((most, { at, took }) => Math.max(most, at + took), first)
    const slot = Math.max(Math.ceil((last - first) / slots), 1)
    const slotOf = (at: number) => Math.min(Math.max(Math.floor((at - first) / slot), 0), slots - 1)
    const latency = latencyOf(this.#sent)
    return {
      startedAt: new Date(performance.timeOrigin + first).toISOString(),
      slot,
      sent: this.#counts(slotOf),
      ...(this.#waits.length > 0 && { waiting: this.#waiting(slotOf) }),
      ...(latency && { latency }),
    }
  }

  #counts(slotOf: (at: number) => number): Traffic['sent'] {
    const counted = (several: readonly Sent[]) => {
      const counts = zeros(slots)
      for (const { at } of several) add(slotOf(at), counts)
      return counts
    }
    const byKind = groupBy(this.#sent, ({ kind }) => kind)
    return Object.fromEntries([...byKind].map(([kind, several]) => [kind, counted(several)]))
  }

  #waiting(slotOf: (at: number) => number): number[] {
    const waiting = zeros(slots)
    for (const [from, to] of this.#waits)
      for (let slot = slotOf(from); slot <= slotOf(to); slot++) add(slot, waiting)
    return waiting
  }
}

function kindOf(status: number): TrafficKind {
  if (status === 0) return 'unanswered'
  if (isOverload(status)) return 'overloaded'
  if (status >= 500) return 'broken'
  return status >= 400 ? 'refused' : 'accepted'
}

function latencyOf(sent: readonly Sent[]): Latency | undefined {
  const sorted = sent.flatMap(({ took, kind }) => (kind === 'unanswered' ? [] : [took])).sort((a, b) => a - b)
  const [longest] = sorted.slice(-1)
  if (longest === undefined) return undefined
  const within = (part: number) => tenths(sorted[Math.floor(part * (sorted.length - 1))] ?? longest)
  const counts = zeros(buckets)
  for (const took of sorted) add(bucketOf(took), counts)
  return { median: within(0.5), p95: within(0.95), longest: tenths(longest), buckets: counts }
}

function bucketOf(milliseconds: number): number {
  return Math.min(Math.floor(Math.log10(Math.max(milliseconds, 1)) * bucketsInTen), buckets - 1)
}

function zeros(length: number): number[] {
  return Array.from({ length }, () => 0)
}

function add(at: number, counts: number[]): void {
  counts[at] = (counts[at] ?? 0) + 1
}

function tenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10
}
