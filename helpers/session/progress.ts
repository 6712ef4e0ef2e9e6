/** How far the checks of an endpoint are. */
export interface State {
  readonly endpoint: string
  readonly done: number
  readonly checks: number
  readonly requests: number
  /** Checks that failed so far. */
  readonly failed: number
  /** Of generated checks under way: cases that they are done with, and all of theirs. */
  readonly cases: { readonly done: number; readonly of: number }
}

/** Milliseconds between two drawings on a terminal, and between two lines elsewhere. */
const drawnEach = 200
const lineEach = 30_000

/** Cases count for less than checks, which send more than one request each. */
const casesPerCheck = 3

/** Who hears of the checks of one endpoint. */
export interface Followed {
  /** A generated check is done with so many of its cases. */
  cases(check: string, done: number, of: number): void
  /** A check has ended, and whether it failed. */
  checkDone(failed: boolean): void
}

/** Who shows how far a run is. */
export interface Progress {
  /** Begins to follow the checks of an endpoint. */
  follow(endpoint: string, checks: number, requests: () => number): Followed
  /** Shows nothing any more. */
  end(): void
}

/** Where progress is shown: standard error, so that the summary stays alone on standard output. */
interface Stream {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

/** Shows how far a run is: where `live`, as on a terminal, one line that is drawn anew, elsewhere a line now and then of a long run. */
export function showProgress(stream: Stream, live = stream.isTTY === true): Progress {
  const states: (() => State)[] = []
  const start = performance.now()
  const draw = () => {
    if (states.length === 0) return
    const told = states.map((state) => state())
    const columns = live ? (stream.columns ?? 80) - 1 : undefined
    const line = describeProgress(told, performance.now() - start, columns)
    stream.write(live ? `\r\u001b[2K${line.slice(0, columns)}` : `${line}\n`)
  }
  const timer = setInterval(draw, live ? drawnEach : lineEach)
  return {
    follow(endpoint, checks, requests) {
      const cases = new Map<string, State['cases']>()
      let [finished, failed] = [0, 0]
      states.push(() => {
        const all = [...cases.values()]
        const counted = { done: sum(all.map(({ done }) => done)), of: sum(all.map(({ of }) => of)) }
        return { endpoint, done: finished, checks, requests: requests(), failed, cases: counted }
      })
      return {
        cases: (check, done, of) => cases.set(check, { done, of }),
        checkDone(isFailure) {
          finished++
          if (isFailure) failed++
        },
      }
    },
    end() {
      clearInterval(timer)
      if (live) stream.write('\r\u001b[2K')
    },
  }
}

/** The share of the work, one in so many, that has to be done before the rest is reckoned by it. */
const telling = 10

/**
 * One line: checks done and failed, cases of generated checks, requests, time left. Where that is wider than the line, the
 * same in brief, and if need be for all endpoints together.
 */
export function describeProgress(
  several: readonly State[],
  milliseconds: number,
  columns = Number.POSITIVE_INFINITY,
): string {
  const left = timeLeft(several, milliseconds)
  const together = {
    done: sum(several.map(({ done }) => done)),
    checks: sum(several.map(({ checks }) => checks)),
    failed: sum(several.map(({ failed }) => failed)),
  }
  const forms = [
    [...several.map(inFull), ...left].join('; '),
    [...several.map((state) => `${state.endpoint} ${inBrief(state)}`), ...left].join('; '),
    [inBrief(together), ...left].join('; '),
  ]
  return forms.find(({ length }) => length <= columns) ?? forms.at(-1) ?? ''
}

function inFull({ endpoint, done, checks, requests, failed, cases }: State): string {
  const generated = cases.of > 0 ? `, ${cases.done} of ${cases.of} generated cases` : ''
  const failures = failed > 0 ? `, ${failed} failed` : ''
  return `${endpoint} ${done} of ${checks} checks${failures}${generated}, ${requests} requests`
}

function inBrief({ done, checks, failed }: Pick<State, 'done' | 'checks' | 'failed'>): string {
  return `${done}/${checks}${failed > 0 ? `, ${failed} failed` : ''}`
}

function timeLeft(several: readonly State[], milliseconds: number): string[] {
  const done = sum(several.map((one) => one.done * casesPerCheck + one.cases.done))
  const all = sum(several.map((one) => one.checks * casesPerCheck + one.cases.of))
  if (done === 0 || done * telling < all) return []
  const seconds = Math.ceil((milliseconds * (all - done)) / done / 1_000)
  return [seconds < 120 ? `about ${seconds} s left` : `about ${Math.ceil(seconds / 60)} min left`]
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
