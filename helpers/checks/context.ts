import type { Json } from '../contract/types.ts'
import type { Fixtures } from '../fixtures/fixtures.ts'
import type { Group } from '../fixtures/group.ts'
import { unknownIdLike } from '../fixtures/ids.ts'
import type { Capture } from '../target/sent.ts'
import type { UpdateRequest } from '../target/update-request.ts'
import { Aftermath, type Wrong } from './aftermath.ts'
import { ReadingBack } from './reading-back.ts'

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
export class CheckContext extends ReadingBack {
  readonly groups: readonly Group[]
  readonly generation: Generation
  /** What the other checks came to, for those that judge all exchanges of the run. */
  readonly aftermath: Aftermath
  /** Other checks that sent what is told of as one of this. */
  readonly sentBy = new Set<string>()
  /** Failing checks that account for what this one tells. */
  readonly accountedForBy = new Set<string>()

  constructor(
    check: string,
    fixtures: Fixtures,
    groups: readonly Group[],
    generation: Generation,
    aftermath: Aftermath = new Aftermath(),
  ) {
    super(check, fixtures)
    this.groups = groups
    this.generation = generation
    this.aftermath = aftermath
  }

  /** The group that the check may write to. */
  get group(): Group {
    return this.#groupAt(0)
  }

  /** Another group of the same owner, for a check that claimed two. */
  get otherGroup(): Group {
    return this.#groupAt(1)
  }

  /** A valid update that the group may be left with, should an account that is locked have to leave it. */
  restingUpdate(): UpdateRequest {
    return this.fixtures.restingUpdate(this.group)
  }

  /** An id of the same shape as the group's that belongs to no group. */
  unknownId(): string {
    return unknownIdLike(this.group.id)
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

  #groupAt(index: number): Group {
    const group = this.groups[index]
    if (!group) throw new Error(`a check used ${index + 1} groups and claimed ${this.groups.length}`)
    return group
  }
}
