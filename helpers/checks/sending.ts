import type { Contract } from '../contract/contract.ts'
import type { GroupValues } from '../contract/types.ts'
import type { Whose } from '../difference/nature.ts'
import type { Fixtures } from '../fixtures/fixtures.ts'
import { type Heard, sendUpdate } from '../fixtures/send-update.ts'
import { type Answer, isLargeBody } from '../target/answer.ts'
import type { Capture } from '../target/sent.ts'
import type { Target } from '../target/target.ts'
import type { UpdateRequest } from '../target/update-request.ts'
import { Inconclusive, Violation } from '../verdict/signals.ts'
import { Expectations } from './expectations.ts'
import { type Kept, KeptExchanges } from './telling.ts'

/** Sends an update and gives its answer; throws Inconclusive where none came, or none of the endpoint's own. */
export type Send = (request: UpdateRequest) => Promise<Answer>

/** What a check sends, and what is kept of the exchanges. */
export abstract class Sending extends Expectations {
  readonly check: string
  readonly target: Target
  readonly fixtures: Fixtures
  /** The exchanges of the check that are told. */
  readonly exchanges = new KeptExchanges()
  /** Requests that the check has sent so far. */
  requests = 0
  readonly notes: string[] = []
  /** Connections of its own so far. */
  #connections = 0

  constructor(check: string, fixtures: Fixtures) {
    super()
    this.check = check
    this.target = fixtures.target
    this.fixtures = fixtures
  }

  get contract(): Contract {
    return this.target.contract
  }

  readonly send: Send = async (request) =>
    this.#answerOf(await sendUpdate(this.fixtures, request, this.check))

  /**
   * Sends a request that another check of the run asks the same question with, once for both of them.
   * Only for a request that must be refused, or whose answer is judged by its form: its group is the one of whichever
   * check comes first.
   */
  async sendOnce(question: string, make: () => UpdateRequest, freshConnection: boolean): Promise<Answer> {
    const known = this.fixtures.answered.get(question)
    const asked = known ?? this.#ask(make(), freshConnection)
    this.fixtures.answered.set(question, asked)
    const heard = await asked
    // A hostile server's megabytes are not kept for whoever asks again: it is sent again instead.
    if ('answer' in heard && isLargeBody(heard.answer.body)) this.fixtures.answered.delete(question)
    if (known) this.fixtures.log.share(heard.exchanges, this.check)
    return this.#answerOf(heard)
  }

  /**
   * Sends a request in its turn, and answers with it whichever check asks the same question later. Where one has asked
   * already, it is sent all the same: to its own group.
   */
  async sendForAll(
    question: string,
    make: () => UpdateRequest,
    freshConnection: boolean,
    inTurn: (ask: () => Promise<Heard>) => Promise<Heard> = (ask) => ask(),
  ): Promise<Answer> {
    const asked = inTurn(() => this.#ask(make(), freshConnection))
    if (!this.fixtures.answered.has(question)) this.fixtures.answered.set(question, asked)
    return this.#answerOf(await asked)
  }

  #ask(request: UpdateRequest, freshConnection: boolean): Promise<Heard> {
    const { fixtures, target, check } = this
    if (!freshConnection) return sendUpdate(fixtures, request, check)
    return target.client.onOneConnection((connection) => sendUpdate(fixtures, request, check, connection))
  }

  /**
   * Sends an update whose body breaks off, over a connection of its own; undefined where that is not answered in twice
   * the time that the whole of it takes, sent beside it.
   */
  async sendHalf(request: UpdateRequest): Promise<Answer | undefined> {
    const wire = { ...request.wire, withheldBeside: () => this.target.send(request.wire) }
    const { result, exchange } = await this.target.client.onOneConnection((connection) =>
      this.target.send(wire, connection),
    )
    this.keep({ capture: exchange, isRead: false })
    // Beside it the whole of the update was sent.
    this.fixtures.log.lastUpdates.lose(request, this.fixtures.log.tick())
    if ('failure' in result) return undefined
    const silence = this.target.client.silenceOf(result)
    if (silence !== undefined) throw new Inconclusive(silence)
    this.fixtures.exchangeOf.set(result.answer, exchange)
    return result.answer
  }

  /** Sends several requests one after the other over one connection that nothing else uses. */
  onOneConnection<Value>(use: (send: Send) => Promise<Value>): Promise<Value> {
    const own = ++this.#connections
    return this.target.client.onOneConnection((connection) =>
      use(async (request) =>
        this.#answerOf(await sendUpdate(this.fixtures, request, this.check, connection), own),
      ),
    )
  }

  /** Sends a request over a connection of its own: nothing that an earlier one showed is remembered. */
  sendFresh(request: UpdateRequest): Promise<Answer> {
    return this.onOneConnection((send) => send(request))
  }

  /** Sends a login that is to fail once it may be sent, and right before it another request, over its own connection. */
  async sendBeside(
    send: Send,
    login: UpdateRequest,
    other: UpdateRequest,
  ): Promise<{ readonly login: Answer; readonly other: Answer }> {
    const others: Promise<readonly PromiseSettledResult<Answer>[]>[] = []
    const beside = () => {
      // Sent again, it has none beside it.
      if (others.length === 0) others.push(Promise.allSettled([this.sendFresh(other)]))
    }
    const [sent] = await Promise.allSettled([send(login.withBeside(beside))])
    const [beyond] = (await Promise.all(others)).flat()
    if (sent.status === 'rejected') throw sent.reason
    if (beyond?.status === 'rejected') throw beyond.reason
    // What is no login that fails has none beside it.
    return { login: sent.value, other: beyond?.value ?? (await this.sendFresh(other)) }
  }

  /**
   * Tries one of several forms or cases. Where it breaks the duty, the exchanges that show it are kept, whatever is sent
   * after it.
   */
  async attempt<Value>(form: () => Promise<Value>): Promise<Value> {
    try {
      return await form()
    } catch (error) {
      if (error instanceof Violation) this.exchanges.hold(error, this.shownBy(error))
      throw error
    }
  }

  whose(sent: GroupValues): Whose {
    return this.fixtures.log.whose(sent)
  }

  /** Keeps a remark for the report, such as which of several lawful answers was seen. */
  note(remark: string): void {
    if (!this.notes.includes(remark)) this.notes.push(remark)
  }

  /** The exchange of the answer that shows a violation. */
  shownBy({ answer }: Violation): Capture | undefined {
    return answer && this.fixtures.exchangeOf.get(answer)
  }

  #answerOf(heard: Heard, connection?: number): Answer {
    for (const capture of heard.exchanges) this.keep({ capture, isRead: false, connection })
    if (heard.passing !== undefined) this.note(heard.passing)
    if ('silence' in heard) {
      if (!heard.broken) throw new Inconclusive(heard.silence)
      const { expected, seen, cause } = heard.broken
      throw new Violation(expected, seen, undefined, cause)
    }
    const telling = heard.exchanges.at(-1)
    if (telling) this.fixtures.exchangeOf.set(heard.answer, telling)
    return heard.answer
  }

  /** Counts an exchange, and keeps it as far as it may have to be told. */
  protected keep(exchange: Kept): void {
    this.requests++
    this.exchanges.add(exchange)
  }
}
