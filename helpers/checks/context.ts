import type { Contract } from '../contract/contract.ts'
import type { GroupValues, Json } from '../contract/types.ts'
import type { Whose } from '../difference/nature.ts'
import type { Fixtures } from '../fixtures/fixtures.ts'
import type { Group } from '../fixtures/group.ts'
import { unknownIdLike } from '../fixtures/ids.ts'
import { lookUntil } from '../fixtures/look-until.ts'
import { type Heard, sendUpdate } from '../fixtures/send-update.ts'
import { listGroups, type StoredGroup } from '../fixtures/siblings.ts'
import { type Answer, isLargeBody } from '../target/answer.ts'
import type { Capture, Target } from '../target/target.ts'
import type { UpdateRequest } from '../target/update-request.ts'
import { Inconclusive, NotTested, ReadRefused, Violation } from '../verdict/signals.ts'
import { Aftermath, type Wrong } from './aftermath.ts'
import { Expectations } from './expectations.ts'
import { type Need, unmet } from './needs.ts'
import { storedChange } from './stored-change.ts'
import { type Kept, KeptExchanges } from './telling.ts'

/** Sends an update and gives its answer; throws Inconclusive where none came, or none of the endpoint's own. */
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

/** What a check works with: its groups, a way to send, and what it may expect of an answer. */
export class CheckContext extends Expectations {
  readonly check: string
  readonly target: Target
  readonly fixtures: Fixtures
  readonly groups: readonly Group[]
  readonly generation: Generation
  /** What the other checks came to, for those that judge all exchanges of the run. */
  readonly aftermath: Aftermath
  /** The exchanges of the check that are told. */
  readonly exchanges = new KeptExchanges()
  /** Requests that the check has sent so far. */
  requests = 0
  readonly notes: string[] = []
  /** Other checks that sent what is told of as one of this. */
  readonly sentBy = new Set<string>()
  /** Failing checks that account for what this one tells. */
  readonly accountedForBy = new Set<string>()
  /** Connections of its own so far. */
  #connections = 0

  constructor(
    check: string,
    fixtures: Fixtures,
    groups: readonly Group[],
    generation: Generation,
    aftermath: Aftermath = new Aftermath(),
  ) {
    super()
    this.check = check
    this.target = fixtures.target
    this.fixtures = fixtures
    this.groups = groups
    this.generation = generation
    this.aftermath = aftermath
  }

  get contract(): Contract {
    return this.target.contract
  }

  /** The group that the check may write to. */
  get group(): Group {
    return this.#groupAt(0)
  }

  /** Another group of the same owner, for a check that claimed two. */
  get otherGroup(): Group {
    return this.#groupAt(1)
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
    return target.onOneConnection((connection) => sendUpdate(fixtures, request, check, connection))
  }

  /**
   * Sends an update whose body breaks off, over a connection of its own; undefined where that is not answered in twice
   * the time that the whole of it takes, sent beside it.
   */
  async sendHalf(request: UpdateRequest): Promise<Answer | undefined> {
    const wire = { ...request.wire, withheldBeside: () => this.target.send(request.wire) }
    const { result, exchange } = await this.target.onOneConnection((connection) =>
      this.target.send(wire, connection),
    )
    this.#keep({ capture: exchange, isRead: false })
    // Beside it the whole of the update was sent.
    this.fixtures.log.lastUpdates.lose(request, this.fixtures.log.tick())
    if ('failure' in result) return undefined
    const silence = this.target.silenceOf(result)
    if (silence !== undefined) throw new Inconclusive(silence)
    this.fixtures.exchangeOf.set(result.answer, exchange)
    return result.answer
  }

  /** Sends several requests one after the other over one connection that nothing else uses. */
  onOneConnection<Value>(use: (send: Send) => Promise<Value>): Promise<Value> {
    const own = ++this.#connections
    return this.target.onOneConnection((connection) =>
      use(async (request) =>
        this.#answerOf(await sendUpdate(this.fixtures, request, this.check, connection), own),
      ),
    )
  }

  /** Sends a request over a connection of its own: nothing that an earlier one showed is remembered. */
  sendFresh(request: UpdateRequest): Promise<Answer> {
    return this.onOneConnection((send) => send(request))
  }

  /**
   * The group as it is stored. Throws Violation where it is gone, also when it is looked for again until the time to
   * settle is over, and Inconclusive where it cannot be read.
   */
  async stored(group: Group): Promise<StoredGroup> {
    const look = async () => {
      const read = await this.fixtures.read(group)
      if ('value' in read && read.exchange) this.#keep({ capture: read.exchange, isRead: true, of: group.id })
      if ('value' in read) return read.value
      const Problem = read.result && 'answer' in read.result ? ReadRefused : Inconclusive
      throw new Problem(`group ${group.id} could not be read back: ${read.instead}`)
    }
    const stored = await lookUntil(this.fixtures, look, (value) => value !== undefined)
    if (!stored) throw new Violation(`group ${group.id} to be stored`, 'no such group when it was read back')
    return stored
  }

  /**
   * The group holds the values, as far as the read-back shows them. The operation that reads is not judged: where it
   * lags behind, it is asked again until it agrees or the time to settle is over.
   */
  async expectStored(group: Group, sent: GroupValues): Promise<void> {
    const violation = await this.problemStored(group, sent)
    if (violation) throw violation
  }

  /** An update that was carried out is reported as it was sent; where answers have no body, it is stored so. */
  async expectTold(group: Group, answer: Answer, sent: GroupValues): Promise<void> {
    this.expectReported(answer, sent)
    if (this.contract.reports) return
    this.#assertReadable()
    await this.expectStored(group, sent)
  }

  /** An update that was carried out is reported and stored as it was sent, as far as either can be seen. */
  async expectKept(group: Group, answer: Answer, sent: GroupValues): Promise<void> {
    await this.expectTold(group, answer, sent)
    if (this.contract.reports && this.meets('read-back')) await this.expectStored(group, sent)
  }

  /** What an update that was carried out made of the group: as its answer reports it or, without a body, as it is stored. */
  async made(group: Group, answer: Answer): Promise<GroupValues> {
    if (this.contract.reports) return this.reported(answer).values
    this.#assertReadable()
    return (await this.stored(group)).values
  }

  /** Where answers have no body, what is stored is all that can be seen of an update. */
  #assertReadable(): void {
    const lacking = unmet('read-back', this.target, this.fixtures.capabilities)
    if (lacking !== undefined) throw new NotTested(`an update is answered without a body, and ${lacking}`)
  }

  /** The same, as a value. */
  async problemStored(group: Group, sent: GroupValues): Promise<Violation | undefined> {
    const { stored, late } = await this.#settle(group, (read) => this.notStored(read, sent) === undefined)
    if (late > 0) this.note(`read back as stored only ${late} ms later`)
    const violation = this.notStored(stored, sent)
    if (violation) this.exchanges.hold(violation)
    return violation
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

  /** The group as it is after an update of this check's, once the read-back agrees with that or has had its time. */
  async updated(group: Group, values: GroupValues = {}): Promise<StoredGroup> {
    const update = group.update(values)
    await this.send(update)
    return this.settled(group, (read) => this.notStored(read, update.values) === undefined)
  }

  /** A valid update that the group may be left with, should an account that is locked have to leave it. */
  restingUpdate(): UpdateRequest {
    return this.fixtures.restingUpdate(this.group)
  }

  /** The group as it is before requests that change nothing: with values of this check's, unless it is the operator's. */
  async atRest(values: GroupValues): Promise<StoredGroup> {
    const { own } = this.group
    if (own || !this.fixtures.rests) return this.updated(this.group, values)
    const { members, ...before } = await this.stored(this.group)
    // Its last update may have given it what it had already: a read that lags behind shows the values and an earlier date.
    const dates = new Set(this.contract.dates.members)
    return {
      ...before,
      members: Object.fromEntries(Object.entries(members).filter(([name]) => !dates.has(name))),
    }
  }

  /** Where the dates of a group are told to the second, lets one pass: what changes it shows in them only then. */
  passASecond({ members }: StoredGroup): Promise<void> {
    return this.fixtures.toldSeconds.passBeyond(members)
  }

  /** The group holds what it held before. */
  async expectUnchanged(group: Group, before: StoredGroup): Promise<void> {
    const violation = await this.problemUnchanged(group, before)
    if (violation) throw violation
  }

  /** The same, as a value. */
  async problemUnchanged(group: Group, before: StoredGroup): Promise<Violation | undefined> {
    const after = await this.shownAtLast(group)
    const violation = this.changed(before, after)
    if (violation) this.#showWriter(before, after)
    return violation
  }

  /** The update that sent what a group holds now leads to the read that shows it. */
  #showWriter(before: StoredGroup, after: StoredGroup): void {
    const seen = storedChange(this.contract, before, after)?.seen
    const writer = seen === undefined ? undefined : this.fixtures.log.senderOf(seen)
    if (writer) this.exchanges.show(writer.exchange)
  }

  /** The group as it is stored; where reads lag behind, what was written is given the time to show itself. */
  async shownAtLast(group: Group): Promise<StoredGroup> {
    if (this.fixtures.lag > 0)
      await this.fixtures.target.pause(Math.min(2 * this.fixtures.lag, this.fixtures.settle))
    return this.stored(group)
  }

  /** The group as it is read once that agrees or has had its time. */
  async settled(group: Group, agrees: (read: StoredGroup) => boolean): Promise<StoredGroup> {
    return (await this.#settle(group, agrees)).stored
  }

  /** Reads until what is read agrees, or the time to settle is over. */
  async #settle(
    group: Group,
    agrees: (read: StoredGroup) => boolean,
  ): Promise<{ readonly stored: StoredGroup; readonly late: number }> {
    const { fixtures } = this
    const look = async (waited: number) => {
      const readAt = fixtures.log.tick()
      const stored = await this.stored(group)
      const agreed = agrees(stored)
      if (agreed) {
        fixtures.log.serve(readAt)
        fixtures.lag = Math.max(fixtures.lag, waited)
      }
      return { stored, agreed, late: agreed ? waited : 0 }
    }
    return lookUntil(fixtures, look, ({ agreed }) => agreed)
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

  whose(sent: GroupValues): Whose {
    return this.fixtures.log.whose(sent)
  }

  /** Whether the target offers something that the check can use but does not need. */
  meets(need: Need): boolean {
    return unmet(need, this.target, this.fixtures.capabilities) === undefined
  }

  /** Keeps a remark for the report, such as which of several lawful answers was seen. */
  note(remark: string): void {
    if (!this.notes.includes(remark)) this.notes.push(remark)
  }

  /** Has an exchange of other checks told as one of this. */
  showOf(exchange: Capture, checks: Iterable<string>): void {
    for (const check of checks) this.sentBy.add(check)
    this.exchanges.show(exchange)
  }

  /**
   * Those of what is wrong that no failing check accounts for; where there are none, what follows from theirs: as they
   * tell it, if they do, so that it is the same whichever check came first.
   */
  unaccountedFor<Each extends Wrong>(all: readonly Each[]): readonly Each[] {
    const accounts = new Map(all.map((each) => [each, this.aftermath.accountsFor(each)]))
    const unread = all.filter((each) => accounts.get(each)?.length === 0)
    if (unread.length > 0) return unread
    for (const id of [...accounts.values()].flat()) this.accountedForBy.add(id)
    const alike = all.filter(({ cause }) => this.aftermath.tells(cause))
    return alike.length > 0 ? alike : all
  }

  /** The exchange of the answer that shows a violation. */
  shownBy({ answer }: Violation): Capture | undefined {
    return answer && this.fixtures.exchangeOf.get(answer)
  }

  #answerOf(heard: Heard, connection?: number): Answer {
    for (const capture of heard.exchanges) this.#keep({ capture, isRead: false, connection })
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

  #keep(exchange: Kept): void {
    this.requests++
    this.exchanges.add(exchange)
  }

  #groupAt(index: number): Group {
    const group = this.groups[index]
    if (!group) throw new Error(`a check used ${index + 1} groups and claimed ${this.groups.length}`)
    return group
  }
}
