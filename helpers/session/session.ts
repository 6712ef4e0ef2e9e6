import pLimit from 'p-limit'
import { Aftermath } from '../checks/aftermath.ts'
import { type Check, judgesOthers } from '../checks/check.ts'
import type { Generation } from '../checks/context.ts'
import { type CheckOptions, type CheckResult, resultOf, runCheck } from '../checks/run-check.ts'
import { Debts } from '../fixtures/debts.ts'
import { ExchangeLog } from '../fixtures/exchange-log.ts'
import { Fixtures } from '../fixtures/fixtures.ts'
import { everything, unpaidOf } from '../fixtures/leftover.ts'
import { Names } from '../fixtures/names.ts'
import { noteName } from '../fixtures/ownership.ts'
import type { Workshop } from '../fixtures/prepare.ts'
import { defaultOptions } from '../settings/default-options.ts'
import type { Target } from '../target/target.ts'
import { Inconclusive, NotTested } from '../verdict/signals.ts'
import { Allowance, OverBudget, restsOnUnsent } from './budget.ts'
import { closingMistake } from './closing-mistake.ts'
import { TimeOver } from './ending.ts'
import { groupsFor } from './groups-for.ts'
import { Journal } from './journal.ts'
import { Liveness } from './liveness.ts'
import { inItsTime, type PutBack, putEverythingBack, putRight, type SoFar, trustIn } from './putting-right.ts'
import { runToken } from './run-token.ts'
import type { SessionEnd } from './session-end.ts'
import type { SessionOptions } from './session-options.ts'
import { Turns } from './turns.ts'

/** A budget has no requests for a second clean-up: the groups still stand after the logins that fail. */
const withinBudget = ['any', 'logins', 'settled', 'last'] as const

/** One run on one target, from its first exchange to its last. */
export class Session {
  readonly #target: Target
  readonly #shop: Workshop
  readonly #journal: Journal | undefined
  readonly #fixtures: Fixtures | Inconclusive | NotTested
  readonly #limit: ReturnType<typeof pLimit>
  readonly #allowance: Allowance | undefined
  readonly #signal: AbortSignal | undefined
  readonly #judged: (result: CheckResult) => void
  readonly #running = new Set<Promise<CheckResult>>()
  readonly #turns: Turns
  /** What is done before the logins that fail, once it has begun. */
  #resting: Promise<PutBack | undefined> | undefined
  readonly #results: CheckResult[] = []
  /** When each check ended, by the log of exchanges. */
  readonly #ended = new Map<string, number>()
  #stopped = false
  readonly #soFar: SoFar = {
    ended: this.#ended,
    isFaultless: () => this.#isFaultless,
    isStopped: () => this.#stopped,
  }
  readonly #liveness: Liveness

  private constructor(
    shop: Workshop,
    journal: Journal | undefined,
    fixtures: Fixtures | Inconclusive | NotTested,
    checks: readonly Check[],
    allowance: Allowance | undefined,
    { concurrency, signal, judged = () => {} }: SessionOptions,
  ) {
    this.#turns = new Turns(checks, allowance && withinBudget)
    this.#limit = pLimit({ concurrency, rejectOnClear: true })
    this.#signal = signal
    this.#judged = judged
    this.#target = shop.target
    this.#shop = shop
    this.#journal = journal
    this.#fixtures = fixtures
    this.#allowance = allowance
    this.#liveness = new Liveness(shop.target)
    signal?.addEventListener('abort', this.#cutOff)
    if (signal?.aborted) this.#cutOff()
  }

  /**
   * Begins with the exchanges that show whether checks can be run at all; where they cannot, each check says why.
   * With a folder for journals, whatever is owed to the target is on disk before it is owed.
   */
  static async open(target: Target, checks: readonly Check[], options: SessionOptions): Promise<Session> {
    const { concurrency, journals, refusalsOnly = false, signal, budget } = options
    const { settle = defaultOptions.settle } = options
    const giveUp = () => giveUpInTime(target, signal)
    signal?.addEventListener('abort', giveUp)
    const names = Names.ofRun(target.contract, runToken(new Date()))
    const journal = journals === undefined ? undefined : Journal.open(journals, target, names.marker)
    const debts = new Debts(journal && ((debt) => journal.add(debt)))
    const allowance = budget === undefined ? undefined : new Allowance(budget, target.contract, checks, debts)
    if (allowance) target.client.limitTo(allowance.most)
    const log = new ExchangeLog(target.contract, (update) => noteName(debts, names.marker, update))
    const shop = { target, names, debts, log, settle }
    try {
      const fixtures = await Fixtures.open(shop, groupsFor(checks, concurrency), refusalsOnly)
      return new Session(shop, journal, fixtures, checks, allowance, options)
    } catch (error) {
      if (error instanceof Inconclusive || error instanceof NotTested)
        return new Session(shop, journal, error, checks, allowance, options)
      throw error
    } finally {
      signal?.removeEventListener('abort', giveUp)
    }
  }

  /**
   * Runs a check as soon as fewer than the most run, or says at once why it cannot be run: the target was never
   * reached, or has died since. Rejects with an `AbortError` where the session was cut off before the check began, and
   * with OverBudget where it did not get its requests.
   */
  async run(check: Check, options: CheckOptions, progress?: Generation['progress']): Promise<CheckResult> {
    return this.#turns.run(check, async () => {
      if (judgesOthers(check)) this.#allowance?.beginLast()
      if (check.turn === 'logins') await this.#putBackOnce()
      return this.#begin(check, options, progress)
    })
  }

  /** Nothing is put back as long as a check may follow that needs a group. */
  async #putBackOnce(): Promise<void> {
    const fixtures = this.#fixtures
    const isSent = this.#target.client.failedLogins.over === undefined
    const isWhole = this.#allowance === undefined && this.#turns.isOverBefore('logins')
    const isOver = isWhole && this.#running.size === 0
    if (fixtures instanceof Fixtures && isSent && isOver)
      this.#resting ??= putEverythingBack(this.#shop, fixtures, this.#soFar)
    await this.#resting
  }

  get #isFaultless(): boolean {
    if (this.#signal?.aborted) return false
    return this.#results.every(({ verdict }) => verdict === 'pass' || verdict === 'not-tested')
  }

  async #begin(check: Check, options: CheckOptions, progress?: Generation['progress']): Promise<CheckResult> {
    if (this.#stopped) throw new DOMException('the session was cut off', 'AbortError')
    return this.#limit(() => {
      const running = this.#run(check, options, progress)
      this.#running.add(running)
      return running.finally(() => this.#running.delete(running))
    })
  }

  /** Leaves the checks that have not begun. */
  #stop(): void {
    this.#stopped = true
    this.#limit.clearQueue()
  }

  readonly #cutOff = (): void => {
    if (!giveUpInTime(this.#target, this.#signal)) this.#stop()
  }

  async #run(check: Check, options: CheckOptions, progress?: Generation['progress']): Promise<CheckResult> {
    await this.#liveness.shown
    const fixtures = this.#fixtures
    if (!(fixtures instanceof Fixtures)) return this.#notRun(check, fixtures)
    const { givenUp } = this.#target.client
    if (givenUp !== undefined) return this.#notRun(check, new Inconclusive(givenUp))
    const aftermath = judgesOthers(check) ? new Aftermath(fixtures.log.breaches, this.#results) : undefined
    const { tooMany } = this.#target.client
    const result = await runCheck(check, fixtures, options, progress, aftermath)
    if (restsOnUnsent(result, this.#target.client.tooMany, tooMany)) throw new OverBudget(check.id)
    this.#results.push(result)
    this.#judged(result)
    this.#ended.set(check.id, fixtures.log.tick())
    await this.#liveness.judge(result, fixtures)
    return result
  }

  /**
   * Puts everything right once no check is running, as a runner that is interrupted may not wait for them; on a target
   * that was given up, for as long as it answers.
   */
  async close(): Promise<SessionEnd> {
    this.#stop()
    await Promise.allSettled(this.#running)
    this.#allowance?.end()
    const mistakes: unknown[] = []
    const attempt = <Outcome>(step: () => Promise<Outcome>) =>
      step().catch((error: unknown): undefined => void mistakes.push(error))
    const fixtures = this.#fixtures instanceof Fixtures ? this.#fixtures : undefined
    const rest = await attempt(async () => this.#resting)
    // What came after everything was put back was confirmed by the right logins between the wrong ones.
    const trust =
      rest && !rest.lost ? undefined : fixtures && (await attempt(() => trustIn(fixtures, this.#soFar)))
    this.#signal?.removeEventListener('abort', this.#cutOff)
    if (this.#target.client.givenUp !== undefined) this.#target.client.giveLastChance()
    const leftovers = await attempt(() =>
      inItsTime(this.#target, this.#signal, () => putRight(this.#shop, rest, this.#soFar)),
    )
    await attempt(async () => this.#journal?.close(leftovers ? unpaidOf(leftovers) : everything))
    await attempt(() => this.#target.client.close())
    const { slowed } = this.#target.client
    const lost = trust ?? closingMistake(mistakes, leftovers ?? [])
    const traffic = this.#target.client.traffic.summary()
    return {
      requests: this.#target.client.requests,
      ...(traffic && { traffic }),
      judged: fixtures?.log.judged ?? 0,
      leftovers: (leftovers ?? []).map(({ sentence }) => this.#target.redact(sentence)),
      ...(slowed && { slowed }),
      ...(lost && { lost: { ...lost, reason: this.#target.redact(lost.reason) } }),
    }
  }

  #notRun(check: Check, why: Inconclusive | NotTested): CheckResult {
    const { contract, redact } = this.#target
    const verdict = why instanceof NotTested ? 'not-tested' : 'inconclusive'
    return { ...resultOf(contract, check, verdict), reason: redact(why.message) }
  }
}

/** Whether an error says that a check had not begun when its session was cut off. */
export function isCutOff(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}

/** Gives a target up where that is what a signal says: putting things right is still tried. */
function giveUpInTime(target: Target, signal: AbortSignal | undefined): boolean {
  const over: unknown = signal?.reason
  if (!(over instanceof TimeOver)) return false
  target.client.cutOff(over.message)
  return true
}
