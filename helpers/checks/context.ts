import type { Dispatcher } from 'undici'
import type { Contract } from '../contract/contract.ts'
import type { Json } from '../contract/types.ts'
import type { Fixtures } from '../fixtures/fixtures.ts'
import type { Group } from '../fixtures/group.ts'
import { unknownIdLike } from '../fixtures/ids.ts'
import type { PlainUpdate } from '../fixtures/plain-update.ts'
import { listGroups, type StoredGroup } from '../fixtures/siblings.ts'
import type { Answer } from '../target/answer.ts'
import { silenceOf } from '../target/silence.ts'
import type { Capture, Sent, Target } from '../target/target.ts'
import type { UpdateRequest } from '../target/update-request.ts'
import { Inconclusive, Violation } from '../verdict/signals.ts'
import { Expectations } from './expectations.ts'
import { type Need, unmet } from './needs.ts'

/** Sends an update and gives its answer; throws Inconclusive where none came or the server was overloaded. */
export type Send = (request: UpdateRequest) => Promise<Answer>

/** What a check draws its payloads with. */
export interface Generation {
  readonly seed: number
  /** Cases of each generated property. */
  readonly cases: number
  /** Cases of this check that are tried first: those that failed once. */
  readonly kept: readonly Json[]
  /** Told now and then how many cases are done. */
  readonly progress: (done: number, cases: number) => void
}

/** Bytes of a body up to which an answer is kept for other checks. */
const keptBytes = 65_536

/** A record keeps this many exchanges of a check: the last ones, that tell the story. */
export const keptExchanges = 6

/** What a check works with: its groups, a way to send, and what it may expect of an answer. */
export class CheckContext extends Expectations {
  readonly target: Target
  readonly fixtures: Fixtures
  readonly groups: readonly Group[]
  readonly generation: Generation
  /** The last exchanges of the check, the latest one last. */
  readonly exchanges: Capture[] = []
  /** Requests that the check has sent so far. */
  requests = 0
  readonly notes: string[] = []

  constructor(fixtures: Fixtures, groups: readonly Group[], generation: Generation) {
    super()
    this.target = fixtures.target
    this.fixtures = fixtures
    this.groups = groups
    this.generation = generation
  }

  get contract(): Contract {
    return this.target.contract
  }

  get plain(): PlainUpdate {
    return this.fixtures.capabilities.plain
  }

  /** The group that the check may write to. */
  get group(): Group {
    return this.#groupAt(0)
  }

  /** Another group of the same owner, for a check that claimed two. */
  get otherGroup(): Group {
    return this.#groupAt(1)
  }

  readonly send: Send = (request) => this.#send(request)

  /**
   * Sends a request that another check of the run asks the same question with, once for both of them.
   * Only for a request that must be refused, or whose answer is judged by its form: its group is the one of whichever
   * check comes first.
   */
  async sendOnce(
    question: string,
    make: () => UpdateRequest,
    freshConnection: boolean,
  ): Promise<{ readonly sent: UpdateRequest; readonly answer: Answer }> {
    const asked = this.fixtures.answered.get(question) ?? this.#ask(make(), freshConnection)
    this.fixtures.answered.set(question, asked)
    const { request, ...came } = await asked
    // A hostile server's megabytes are not kept for whoever asks again: it is sent again instead.
    if ('answer' in came.result && came.result.answer.body.length > keptBytes)
      this.fixtures.answered.delete(question)
    return { sent: request, answer: this.#answerOf(came) }
  }

  async #ask(
    request: UpdateRequest,
    freshConnection: boolean,
  ): Promise<Sent & { readonly request: UpdateRequest }> {
    const { target } = this
    const came = freshConnection
      ? await target.onOneConnection((connection) => target.send(request.wire, connection))
      : await target.send(request.wire)
    return { ...came, request }
  }

  /**
   * Sends an update whose body breaks off, over a connection of its own; undefined where that is not answered in twice
   * the time that the whole of it takes, sent beside it.
   */
  async sendHalf(request: UpdateRequest): Promise<Answer | undefined> {
    const wire = { ...request.wire, withheldBeside: () => this.target.send(request.wire) }
    const sent = await this.target.onOneConnection((connection) => this.target.send(wire, connection))
    if ('answer' in sent.result) return this.#answerOf(sent)
    this.#keep(sent.exchange)
    return undefined
  }

  /** Sends several requests one after the other over one connection that nothing else uses. */
  onOneConnection<Value>(use: (send: Send) => Promise<Value>): Promise<Value> {
    return this.target.onOneConnection((connection) => use((request) => this.#send(request, connection)))
  }

  /** The group as it is stored. Throws Violation where it is gone, Inconclusive where it cannot be read. */
  async stored(group: Group): Promise<StoredGroup> {
    const read = await this.fixtures.read(group)
    if ('value' in read && read.exchange) this.#keep(read.exchange)
    if (!('value' in read))
      throw new Inconclusive(`group ${group.id} could not be read back: ${read.instead}`)
    if (!read.value)
      throw new Violation(`group ${group.id} to be stored`, 'no such group when it was read back')
    return read.value
  }

  /** The groups that the list shows of this run. Throws Inconclusive where it cannot be read. */
  async listed(): Promise<StoredGroup[]> {
    const { target, names, capabilities } = this.fixtures
    const owner = capabilities.owner === undefined ? {} : { owner: capabilities.owner }
    const listed = await listGroups(target, names.marker, owner)
    if (!('value' in listed)) throw new Inconclusive(`the groups could not be listed: ${listed.instead}`)
    return listed.value
  }

  /** An id of the same shape as the group's that belongs to no group. */
  unknownId(): string {
    return unknownIdLike(this.group.id)
  }

  /** Whether the target offers something that the check can use but does not need. */
  meets(need: Need): boolean {
    return unmet(need, this.target, this.fixtures.capabilities) === undefined
  }

  /** Keeps a remark for the report, such as which of several lawful answers was seen. */
  note(remark: string): void {
    if (!this.notes.includes(remark)) this.notes.push(remark)
  }

  exchangeOf(answer: Answer): Capture | undefined {
    return this.fixtures.exchangeOf.get(answer)
  }

  async #send(request: UpdateRequest, connection?: Dispatcher): Promise<Answer> {
    return this.#answerOf(await this.target.send(request.wire, connection))
  }

  #answerOf({ result, exchange }: Sent): Answer {
    this.#keep(exchange)
    const silence = silenceOf(result)
    if ('failure' in result || silence !== undefined) throw new Inconclusive(silence)
    this.fixtures.exchangeOf.set(result.answer, exchange)
    return result.answer
  }

  #keep(exchange: Capture): void {
    this.requests++
    this.exchanges.push(exchange)
    if (this.exchanges.length > keptExchanges) this.exchanges.shift()
  }

  #groupAt(index: number): Group {
    const group = this.groups[index]
    if (!group) throw new Error(`a check used ${index + 1} groups and claimed ${this.groups.length}`)
    return group
  }
}
