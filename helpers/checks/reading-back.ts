import type { GroupValues } from '../contract/types.ts'
import type { Group } from '../fixtures/group.ts'
import { lookUntil } from '../fixtures/look-until.ts'
import { listGroups, type StoredGroup } from '../fixtures/siblings.ts'
import type { Answer } from '../target/answer.ts'
import { isOverload } from '../target/silence.ts'
import type { UpdateRequest } from '../target/update-request.ts'
import { Inconclusive, NotTested, ReadRefused, Violation } from '../verdict/signals.ts'
import { type Need, unmet } from './needs.ts'
import { Sending } from './sending.ts'
import { storedChange } from './stored-change.ts'

/** Reads a group with those of other checks; undefined where it is not shown. */
type JointRead = (group: Group) => Promise<StoredGroup | undefined>

/** What the groups of a check hold, as the sibling operations show it. */
export abstract class ReadingBack extends Sending {
  abstract get group(): Group

  /**
   * The group as it is stored. Throws Violation where it is gone, also when it is looked for again until the time to
   * settle is over, and Inconclusive where it cannot be read.
   */
  async stored(group: Group): Promise<StoredGroup> {
    const look = async () => {
      const read = await this.fixtures.read(group)
      if ('value' in read && read.exchange) this.keep({ capture: read.exchange, isRead: true, of: group.id })
      if ('value' in read) return read.value
      const status = read.result && 'answer' in read.result ? read.result.answer.status : undefined
      // A target that is overloaded or broken refuses nobody.
      const isRefused = status !== undefined && status < 500 && !isOverload(status)
      const Problem = isRefused ? ReadRefused : Inconclusive
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
  async expectKept(group: Group, answer: Answer, sent: GroupValues, read?: JointRead): Promise<void> {
    await this.expectTold(group, answer, sent)
    if (!this.contract.reports || !this.meets('read-back')) return
    if (!read || !(await this.#isShown(group, sent, read))) await this.expectStored(group, sent)
  }

  /**
   * Whether an update of the check's group is carried out, or else refused for what it holds; a Violation where it is not
   * kept as it was sent. It is read back with those that other checks send meanwhile, and by itself where that shows
   * something else.
   */
  isKept(update: UpdateRequest): Promise<boolean> {
    return this.fixtures.jointReads.join(async (read) => {
      const answer = await this.send(update)
      if (!this.isTaken(answer)) return false
      await this.expectKept(this.group, answer, update.values, read)
      return true
    })
  }

  /** Whether a read that checks share shows the values. */
  async #isShown(group: Group, sent: GroupValues, read: JointRead): Promise<boolean> {
    const readAt = this.fixtures.log.tick()
    const shown = await read(group)
    const agrees = shown !== undefined && this.notStored(shown, sent) === undefined
    if (agrees) this.fixtures.log.serve(readAt)
    return agrees
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

  /** The group as it is after an update of this check's, once the read-back agrees with that or has had its time. */
  async updated(group: Group, values: GroupValues = {}): Promise<StoredGroup> {
    const update = group.update(values)
    await this.send(update)
    return this.settled(group, (read) => this.notStored(read, update.values) === undefined)
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
    if (violation) {
      this.#showWriter(before, after)
      this.exchanges.hold(violation)
    }
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
    await this.#waitForLag()
    return this.stored(group)
  }

  async #waitForLag(): Promise<void> {
    const { lag, settle, target } = this.fixtures
    if (lag > 0) await target.client.pause(Math.min(2 * lag, settle))
  }

  /** What a group holds by its last update, or was made with, as far as that is known. */
  heldBy({ id, name }: Group): GroupValues {
    const last = this.fixtures.log.lastUpdates.of(id).at(-1)
    return last ? (last.values ?? {}) : name === undefined ? {} : { name }
  }

  /** The group as other checks left it. A read that lags behind may show the values, and a date before the last update's. */
  async asLeft(group: Group): Promise<StoredGroup> {
    await this.#waitForLag()
    const held = this.heldBy(group)
    return this.settled(group, (read) => this.notStored(read, held) === undefined)
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

  /** Whether the target offers something that the check can use but does not need. */
  meets(need: Need): boolean {
    return unmet(need, this.target, this.fixtures.capabilities) === undefined
  }
}
