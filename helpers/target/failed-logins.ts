import pLimit from 'p-limit'
import type { Result } from './exchange.ts'
import { isOverload } from './silence.ts'

/** Makes a right login; says whether it was served, and what came of it where that was not. */
export type RightLogin = () => Promise<{ readonly served: boolean; readonly result?: Result | undefined }>

/** What an account that is locked is told as. */
const ofLocks: ReadonlySet<number> = new Set([401, 403, 423, 429])

/** Whether a right login need not be made again: it was served, or asked again already as it met an overload. */
function isTold({ served, result }: Awaited<ReturnType<RightLogin>>): boolean {
  return served || (result !== undefined && 'answer' in result && isOverload(result.answer.status))
}

/**
 * The logins of a run that fail, on a budget: never more than so many in a row without a right one between them that was
 * served, and none any more from the first sign that the account is locked.
 */
export class FailedLogins {
  /** Sent so far. */
  sent = 0
  /** Whether the account showed a sign of being locked. */
  isLocked = false
  /** So many may be sent in a row. */
  readonly most: number
  /** How the account shows that it still lets its own in; absent as long as nothing can be asked. */
  #rightLogin: RightLogin | undefined
  #over: string | undefined
  /** Sent since the last right login that was served. */
  #row = 0
  readonly #underWay = new Set<Promise<unknown>>()
  /** Whether a login of this row, and of the one before it, was answered with 429. */
  #limited = [false, false]
  readonly #isSlowed: () => boolean
  readonly #inTurn = pLimit(1)

  /** @param isSlowed whether requests of other kinds are answered with 429 as well, so that it tells nothing of a login */
  constructor(most: number, isSlowed: () => boolean) {
    this.most = most
    this.#isSlowed = isSlowed
    if (most === 0) this.#over = 'no login that fails is sent (--failed-logins is 0)'
  }

  /** Why no login that fails is sent any more. */
  get over(): string | undefined {
    return this.#over
  }

  /** Says how a right login is made. */
  between(rightLogin: RightLogin | undefined): void {
    this.#rightLogin = rightLogin
  }

  /** Sends none any more. */
  end(reason: string): void {
    this.#over ??= reason
  }

  /** Sends one as soon as it may be sent, at once where it is counted for no account; undefined where it may not be. */
  async send<Sent extends { readonly result: Result }>(
    doing: () => Promise<Sent>,
    isCounted = true,
  ): Promise<Sent | undefined> {
    if (!isCounted) return this.#over === undefined ? this.#lookAt(await doing(), false) : undefined
    const begun = await this.#inTurn(async () => {
      if (this.#row >= this.most) await this.#confirm()
      return this.#over === undefined ? { sent: this.#begin(doing) } : undefined
    })
    return begun?.sent
  }

  #begin<Sent extends { readonly result: Result }>(doing: () => Promise<Sent>): Promise<Sent> {
    this.#row++
    this.sent++
    // Under way before it begins: what goes out beside it is no login after it.
    const sent = Promise.resolve()
      .then(doing)
      .then((each) => this.#lookAt(each, true))
    this.#underWay.add(sent)
    return sent.finally(() => this.#underWay.delete(sent))
  }

  #lookAt<Sent extends { readonly result: Result }>(sent: Sent, isCounted: boolean): Sent {
    const status = 'answer' in sent.result ? sent.result.answer.status : undefined
    if (status === 423) this.end(this.#locked('a wrong one was answered 423'))
    if (status !== 429 || !isCounted || this.#isSlowed()) return sent
    // A gateway that is busy answers so too: but not after a right login that it let through.
    if (this.#limited[1]) this.end(this.#locked('wrong ones are answered 429'))
    this.#limited[0] = true
    this.#row = Math.max(this.#row, this.most)
    return sent
  }

  /**
   * Whether the account lets its own in since the last login that failed, so that what those showed stands; otherwise
   * why it is not known to.
   */
  confirmed(): Promise<string | undefined> {
    return this.#inTurn(() => this.#confirm())
  }

  async #confirm(): Promise<string | undefined> {
    await Promise.allSettled(this.#underWay)
    if (this.#row === 0 || this.#over !== undefined) return this.#over
    const unserved = await this.#askTwice()
    if (unserved === undefined) this.serve(this.sent)
    else this.end(unserved)
    return this.#over
  }

  /** So many have failed so far; undefined where there are none, and where one is under way. */
  get settled(): number | undefined {
    return this.sent > 0 && this.#underWay.size === 0 ? this.sent : undefined
  }

  /** A right login that was sent after so many that failed, and when none was under way, was served. */
  serve(after: number): void {
    if (after !== this.sent || this.#underWay.size > 0 || this.#row === 0) return
    this.#row = 0
    this.#limited = [false, this.#limited[0] ?? false]
  }

  /** What is refused once may be let in when it is asked again; then nothing is locked. */
  async #askTwice(): Promise<string | undefined> {
    if (!this.#rightLogin) return `after ${this.sent} wrong logins no right one can be sent`
    const first = await this.#rightLogin()
    const { served, result } = isTold(first) ? first : await this.#rightLogin()
    if (served) return undefined
    if (!result || !('answer' in result)) return `after ${this.sent} wrong logins no right one was answered`
    const seen = `the right one was answered ${result.answer.status}`
    return ofLocks.has(result.answer.status) ? this.#locked(seen) : `after ${this.sent} wrong logins ${seen}`
  }

  #locked(seen: string): string {
    this.isLocked = true
    return `the account seems locked: after ${this.sent} wrong logins ${seen}`
  }
}
