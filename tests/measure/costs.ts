import pLimit from 'p-limit'
import { type Check, judgesOthers } from '../../helpers/checks/check.ts'
import type { CheckContext } from '../../helpers/checks/context.ts'
import type { Cost } from '../../helpers/session/order.ts'
import { judgeMock } from '../detection/judge-mock.ts'

/** Runs at once: they wait for answers more than they compute. */
const atOnce = 6

/** What was seen of a check that ran alone, and beside itself. */
interface Seen {
  readonly check: Check
  readonly alone: number
  /** Requests that it sent though another had just asked the same. */
  readonly again: number
  /** Questions that it asks unless they are answered, and those that it asks in any case. */
  readonly asked: ReadonlySet<string>
  readonly answers: readonly string[]
}

/** Something besides questions that is done once in a run, by whichever of its checks comes first. */
interface Work {
  readonly requests: number
  readonly first: Seen
}

/** Measures what each check costs on the correct server, one at a time, and what it shares with others. */
export class Costs {
  readonly #endpoint: string
  /** What is run in any case: the check that costs nothing, and the one that may read what others wrote. */
  readonly #always: readonly Check[]
  readonly #works: Work[] = []
  /** Requests of a run of nothing else, by what is run beside. */
  readonly #withNone = new Map<string, Promise<number>>()

  constructor(endpoint: string, checks: readonly Check[]) {
    this.#endpoint = endpoint
    this.#always = ['every-refusal-refuses', 'last-updates-stored'].flatMap(
      (id) => checks.find((check) => check.id === id) ?? [],
    )
  }

  /** Requests of a run before and behind its checks. */
  async ofRun(): Promise<{ readonly setUp: number; readonly cleanUp: number }> {
    let setUp = 0
    const watched = this.#always.slice(0, 1).map((check) => ({
      ...check,
      run: async (t: CheckContext) => {
        setUp = t.target.client.requests
        await check.run(t)
      },
    }))
    const all = await this.#requestsOf(watched)
    return { setUp, cleanUp: all - setUp }
  }

  async of(checks: readonly Check[]): Promise<ReadonlyMap<string, Cost>> {
    const limit = pLimit(atOnce)
    const seen = await Promise.all(checks.map((check) => limit(() => this.#look(check))))
    const costs = new Map<string, Cost>()
    for (const each of seen) costs.set(each.check.id, await this.#costOf(each))
    return costs
  }

  async #costOf(seen: Seen): Promise<Cost> {
    const { check, alone, again, asked, answers } = seen
    const groups = Array.from({ length: Math.max(0, check.groups - 1) }, (_, at) => `group ${at + 2}`)
    // A group is made and removed; the right login behind those that fail is one for several checks.
    const once = [...[...asked].map((what) => [what, 1]), ...groups.map((what) => [what, 2])]
    if (letsLoginsFail(check)) once.push([trial, await this.#ofTrial(check)])
    const confirmed = letsLoginsFail(check) ? 1 : 0
    const rest = alone - again - asked.size - 2 * groups.length - confirmed
    if (rest > 0) {
      const work = await this.#sharedWork(seen, rest)
      once.push([`work of ${work.first.check.id}`, work.requests])
    }
    return {
      requests: again + Math.min(rest, 0),
      ...(once.length > 0 && { once: Object.fromEntries(once) }),
      ...(answers.length > 0 && { answers }),
    }
  }

  async #look(check: Check): Promise<Seen> {
    const asked = new Set<string>()
    let answered: string[] = []
    const watched: Check = {
      ...check,
      run: async (t) => {
        const { sendOnce } = t
        t.sendOnce = (question, ...rest) => {
          asked.add(question)
          return sendOnce.call(t, question, ...rest)
        }
        await check.run(t)
        answered = [...t.fixtures.answered.keys()]
      },
    }
    const none = await this.#without(check)
    const alone = await this.#beside([watched], check)
    const twice = await this.#beside([check, { ...check, id: `${check.id}-again` }], check)
    const answers = answered.filter((question) => !asked.has(question))
    return { check, alone: alone - none, again: twice - alone, asked, answers }
  }

  /** The work that the check shares with one of its behaviour that was seen before; else its own. */
  async #sharedWork(seen: Seen, requests: number): Promise<Work> {
    const { check, alone } = seen
    for (const work of this.#works) {
      const { first } = work
      if (first.check.behaviour !== check.behaviour || work.requests !== requests) continue
      const both = await this.#beside([first.check, check], check)
      const shared = first.alone + alone - (both - (await this.#without(check)))
      if (shared > 2 * Math.max(0, check.groups - 1)) return work
    }
    const own = { requests, first: seen }
    this.#works.push(own)
    return own
  }

  /** What is sent once before any login that fails. */
  async #ofTrial(check: Check): Promise<number> {
    return (await this.#without(check)) - (await this.#requestsOf(this.#always))
  }

  /** Requests of a run without that check, but with what any check of its kind needs. */
  #without(check: Check): Promise<number> {
    const kind = judgesOthers(check) ? 'last' : letsLoginsFail(check) ? 'logins' : 'any'
    const idle = { ...check, id: 'idle', groups: 0, run: async () => {} }
    const known = this.#withNone.get(kind) ?? this.#beside(kind === 'logins' ? [idle] : [], check)
    this.#withNone.set(kind, known)
    return known
  }

  /** Requests of a run of these checks, all of the kind of that one. */
  #beside(checks: readonly Check[], check: Check): Promise<number> {
    const always = judgesOthers(check) ? this.#always.slice(0, 1) : this.#always
    return this.#requestsOf([...checks, ...always])
  }

  async #requestsOf(checks: readonly Check[]): Promise<number> {
    return (await judgeMock(this.#endpoint, { concurrency: 1, order: () => checks })).requests
  }
}

/** The logins by which an account shows, before anything is owed, that it locks. */
const trial = 'trial logins'

function letsLoginsFail({ failedLogins }: Check): boolean {
  return failedLogins.length > 0
}
