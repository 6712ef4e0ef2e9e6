import { randomBytes } from 'node:crypto'
import pLimit from 'p-limit'
import type { Check } from '../checks/check.ts'
import type { Generation } from '../checks/context.ts'
import { type CheckOptions, type CheckResult, resultOf, runCheck } from '../checks/run-check.ts'
import { cleanUp } from '../fixtures/clean-up.ts'
import { Debts } from '../fixtures/debts.ts'
import { Fixtures } from '../fixtures/fixtures.ts'
import { Names } from '../fixtures/names.ts'
import type { Workshop } from '../fixtures/prepare.ts'
import { isOverload, silenceOf } from '../target/silence.ts'
import type { Target } from '../target/target.ts'
import { Inconclusive, NotTested } from '../verdict/signals.ts'
import { Journal } from './journal.ts'

/** After this many checks that got no answer, and again after as many more, it is tried whether the target still lives. */
const patience = 3

/** What a session leaves to tell when it is over. */
export interface SessionEnd {
  /** Requests sent, set-up and clean-up included. */
  readonly requests: number
  /** A sentence for each thing that the run could not put right on the target. */
  readonly leftovers: readonly string[]
  /** Where the target took a plain update at the start and no longer does: what it answers now, and that in words. */
  readonly lost?: { readonly status: number; readonly reason: string }
}

/** Refusals of a right request that come from what stands in front of an endpoint: a gateway, a locked account. */
const refusals: readonly number[] = [401, 403, 429, 502, 503, 504]

/** How a session goes about it; a part of the plan. */
export interface SessionOptions {
  /** Checks that run at once. */
  readonly concurrency: number
  /** The folder of journals; without, nothing is kept of what is owed. */
  readonly journals?: string
  /** Send no update that a right server carries out. */
  readonly refusalsOnly?: boolean
  /** When the run is to end, in milliseconds since 1970. */
  readonly endsAt?: number
}

/** One run on one target, from its first exchange to its last. */
export class Session {
  readonly #deadline: NodeJS.Timeout | undefined
  readonly #target: Target
  readonly #shop: Workshop
  readonly #journal: Journal | undefined
  readonly #fixtures: Fixtures | Inconclusive | NotTested
  readonly #limit: ReturnType<typeof pLimit>
  readonly #running = new Set<Promise<CheckResult>>()
  #unanswered = 0
  /** A trial whether the target still lives; checks wait for it. */
  #trial: Promise<void> = Promise.resolve()

  private constructor(
    shop: Workshop,
    journal: Journal | undefined,
    fixtures: Fixtures | Inconclusive | NotTested,
    concurrency: number,
    deadline: NodeJS.Timeout | undefined,
  ) {
    this.#limit = pLimit({ concurrency, rejectOnClear: true })
    this.#deadline = deadline
    this.#target = shop.target
    this.#shop = shop
    this.#journal = journal
    this.#fixtures = fixtures
  }

  /**
   * Begins with the exchanges that show whether checks can be run at all; where they cannot, each check says why.
   * With a folder for journals, whatever is owed to the target is on disk before it is owed.
   */
  static async open(
    target: Target,
    checks: readonly Check[],
    { concurrency, journals, refusalsOnly = false, endsAt }: SessionOptions,
  ): Promise<Session> {
    const deadline = endAt(target, endsAt)
    const names = Names.ofRun(target.contract, runToken(new Date()))
    const journal = journals === undefined ? undefined : Journal.open(journals, target.settings, names.marker)
    const shop = { target, names, debts: new Debts(journal && ((debt) => journal.add(debt))) }
    try {
      const fixtures = await Fixtures.open(shop, groupsFor(checks, concurrency), refusalsOnly)
      return new Session(shop, journal, fixtures, concurrency, deadline)
    } catch (error) {
      if (error instanceof Inconclusive || error instanceof NotTested)
        return new Session(shop, journal, error, concurrency, deadline)
      throw error
    }
  }

  /**
   * Runs a check as soon as fewer than the most run, or says at once why it cannot be run: the target was never
   * reached, or has died since. Rejects with an
   * `AbortError` where the session was stopped before the check began.
   */
  run(check: Check, options: CheckOptions, progress?: Generation['progress']): Promise<CheckResult> {
    return this.#limit(() => {
      const running = this.#run(check, options, progress)
      this.#running.add(running)
      return running.finally(() => this.#running.delete(running))
    })
  }

  /** Leaves the checks that have not begun. */
  stop(): void {
    this.#limit.clearQueue()
  }

  async #run(check: Check, options: CheckOptions, progress?: Generation['progress']): Promise<CheckResult> {
    await this.#trial
    const fixtures = this.#fixtures
    if (!(fixtures instanceof Fixtures)) return this.#notRun(check, fixtures)
    const { givenUp } = this.#target
    if (givenUp !== undefined) return this.#notRun(check, new Inconclusive(givenUp))
    const result = await runCheck(check, fixtures, options, progress)
    if (wentUnanswered(result) && ++this.#unanswered % patience === 0) {
      this.#trial = this.#trial.then(() => this.#assertAlive(fixtures))
      await this.#trial
    }
    return result
  }

  /**
   * Puts everything right once no check is running, as an interrupted runner does not wait for them; on a target that
   * was given up, for as long as it answers.
   */
  async close(): Promise<SessionEnd> {
    this.stop()
    await Promise.allSettled(this.#running)
    const lost = this.#fixtures instanceof Fixtures ? await this.#lossOf(this.#fixtures) : undefined
    clearTimeout(this.#deadline)
    if (this.#target.givenUp !== undefined) this.#target.giveLastChance()
    const { names, debts } = this.#shop
    const leftovers = await cleanUp(this.#target, names.marker, debts)
    this.#journal?.close(leftovers.some(({ mendable }) => mendable))
    await this.#target.close()
    return {
      requests: this.#target.requests,
      leftovers: leftovers.map(({ sentence }) => this.#target.redact(sentence)),
      ...(lost && { lost }),
    }
  }

  /** The last exchange before the end: what the target took at the start, it must still take. */
  async #lossOf(fixtures: Fixtures): Promise<SessionEnd['lost']> {
    const { plain, writes } = fixtures.capabilities
    if (this.#target.givenUp !== undefined || !writes || !plain.accepted) return undefined
    const result = await fixtures.plainUpdate()
    if ('failure' in result || !refusals.includes(result.answer.status)) return undefined
    const { status } = result.answer
    return { status, reason: `the target took a plain update at the start and answers ${status} in the end` }
  }

  /** A target that does not even answer a plain update is given up: what was learned so far is all there is. */
  async #assertAlive(fixtures: Fixtures): Promise<void> {
    const silence = silenceOf(await fixtures.plainUpdate())
    if (silence !== undefined) this.#target.giveUp(`the target no longer answers a plain update: ${silence}`)
  }

  #notRun(check: Check, why: Inconclusive | NotTested): CheckResult {
    const { contract, redact } = this.#target
    const verdict = why instanceof NotTested ? 'not-tested' : 'inconclusive'
    return { ...resultOf(contract, check, verdict), reason: redact(why.message) }
  }
}

/** Whether a check ended with a request that got no answer, or none but an overload. */
function wentUnanswered({ verdict, exchanges }: CheckResult): boolean {
  const last = exchanges?.at(-1)
  return verdict === 'inconclusive' && last !== undefined && (!last.answer || isOverload(last.answer.status))
}

/** When a run began, to the minute, and what tells it from others of that minute: `2611220923-ab12`. */
function runToken(now: Date): string {
  const minute = now.toISOString().replace(/\D/g, '').slice(2, 12)
  return `${minute}-${randomBytes(2).toString('hex')}`
}

/** What is not done by then is inconclusive; putting things right is still tried. */
function endAt(target: Target, endsAt: number | undefined): NodeJS.Timeout | undefined {
  if (endsAt === undefined) return undefined
  const end = () => target.giveUp('the time that the run was given (--deadline) is over')
  return setTimeout(end, Math.max(0, endsAt - Date.now())).unref()
}

/**
 * Enough groups that checks seldom wait for one another, and no more than they write to between them. Two
 * for three checks at once: with one for each, a run sends more and is hardly sooner done.
 */
function groupsFor(checks: readonly Check[], concurrency: number): number {
  const wanted = checks.reduce((sum, { groups, fresh }) => sum + (fresh ? 0 : groups), 0)
  const most = Math.max(Math.ceil((concurrency * 2) / 3), ...checks.map(({ groups }) => groups))
  return Math.min(wanted, most)
}
