/** How far the checks of an endpoint are: told by the thread that runs them, shown by the one that started it. */
export interface Progress {
  readonly endpoint: string
  readonly done: number
  readonly checks: number
  readonly requests: number
  /** Of generated checks under way: cases that they are done with, and all of theirs. */
  readonly cases: { readonly done: number; readonly of: number }
}

const channelName = 'group-update-conformance progress'

/** Milliseconds between two tellings, between two drawings on a terminal, and between two lines elsewhere. */
const toldEach = 100
const drawnEach = 200
const lineEach = 30_000

/** Cases count for less than checks, which send more than one request each. */
const casesPerCheck = 3

/** Keeps count of the checks of one endpoint, and tells it now and then. */
export class ProgressTeller {
  readonly #endpoint: string
  readonly #checks: number
  readonly #requests: () => number
  readonly #channel = new BroadcastChannel(channelName)
  readonly #cases = new Map<string, Progress['cases']>()
  #done = 0
  #toldAt = 0

  constructor(endpoint: string, checks: number, requests: () => number) {
    this.#endpoint = endpoint
    this.#checks = checks
    this.#requests = requests
  }

  cases(check: string, done: number, of: number): void {
    this.#cases.set(check, { done, of })
    this.#tell()
  }

  checkDone(): void {
    this.#done++
    this.#tell()
  }

  close(): void {
    this.#channel.close()
  }

  #tell(): void {
    if (performance.now() - this.#toldAt < toldEach) return
    this.#toldAt = performance.now()
    const all = [...this.#cases.values()]
    const progress: Progress = {
      endpoint: this.#endpoint,
      done: this.#done,
      checks: this.#checks,
      requests: this.#requests(),
      cases: { done: sum(all.map(({ done }) => done)), of: sum(all.map(({ of }) => of)) },
    }
    this.#channel.postMessage(progress)
  }
}

/** Where progress is shown: standard error, so that the summary stays alone on standard output. */
interface Stream {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

/** Shows how far a run is: on a terminal one line that is drawn anew, elsewhere a line now and then of a long run. */
export function showProgress(endpoints: readonly string[], stream: Stream): { end(): void } {
  const latest = new Map<string, Progress>()
  const start = performance.now()
  const channel = new BroadcastChannel(channelName)
  channel.onmessage = (event: { data: unknown }) => {
    const progress = event.data as Progress
    latest.set(progress.endpoint, progress)
  }
  const live = stream.isTTY === true
  const draw = () => {
    if (latest.size === 0) return
    const told = endpoints.flatMap((endpoint) => latest.get(endpoint) ?? [])
    const line = describeProgress(told, performance.now() - start)
    stream.write(live ? `\r\u001b[2K${line.slice(0, (stream.columns ?? 80) - 1)}` : `${line}\n`)
  }
  const timer = setInterval(draw, live ? drawnEach : lineEach)
  return {
    end() {
      clearInterval(timer)
      channel.close()
      if (live) stream.write('\r\u001b[2K')
    },
  }
}

/** One line: checks done, cases of generated checks, requests, time left. */
export function describeProgress(several: readonly Progress[], milliseconds: number): string {
  const each = several.map(({ endpoint, done, checks, requests, cases }) => {
    const generated = cases.of > 0 ? `, ${cases.done} of ${cases.of} generated cases` : ''
    return `${endpoint} ${done} of ${checks} checks${generated}, ${requests} requests`
  })
  const done = sum(several.map((one) => one.done * casesPerCheck + one.cases.done))
  const all = sum(several.map((one) => one.checks * casesPerCheck + one.cases.of))
  const left = done > 0 ? Math.ceil((milliseconds * (all - done)) / done / 1_000) : undefined
  return [...each, ...(left === undefined ? [] : [`about ${left} s left`])].join('; ')
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
