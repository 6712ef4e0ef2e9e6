import fc from 'fast-check'
import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { forAll } from '../helpers/checks/for-all.ts'
import { isObject } from '../helpers/contract/json-value.ts'
import type { Json } from '../helpers/contract/types.ts'
import type { Cases } from '../helpers/payloads/cases.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { Violation } from '../helpers/verdict/signals.ts'
import { failsAlone } from './alone.ts'

/** Names to go between: so few that a sequence comes back to one it gave up, or to the one of the other group. */
const nameCount = 3

/** Requests that every endpoint refuses, whatever came before them. */
const refused: Readonly<Record<string, (update: UpdateRequest, t: CheckContext) => UpdateRequest>> = {
  'without credentials': (update) => update.withoutCredentials(),
  'with a cut body': (update) => update.withBody(JSON.stringify(update.payload).slice(0, -1)),
  'without an id': (update) => update.without('id'),
  'of an unknown group': (update, t) => update.to(t.unknownId()),
}

/** One step of a sequence, on one of two groups. */
type Step =
  | { readonly do: 'update'; readonly group: number; readonly name: number }
  | { readonly do: 'refused'; readonly group: number; readonly how: string }
  | { readonly do: 'read'; readonly group: number }

/** Updates that follow one another. */
export const sequences = behaviour('sequences', [
  check(
    'generated-sequence',
    'MUST store and answer each update of a sequence, whatever came before it',
    { of: 'every-update-stored', groups: 2 },
    (t) =>
      forAll(t, stepLists(), async (steps) => {
        try {
          await new Sequence(t).play(steps)
        } catch (error) {
          // What an update by itself suffers as well is the finding of other checks.
          if (!(error instanceof Violation) || !(await failsAlone(t))) throw error
        }
      }),
  ),
])

/** What the two groups should hold, by what was accepted so far, beside the server that should hold it. */
class Sequence {
  readonly #t: CheckContext
  readonly #names: readonly string[]
  readonly #updates = new Map<string, UpdateRequest>()
  /** The update that each group was left with. */
  readonly #model: UpdateRequest[] = []

  constructor(t: CheckContext) {
    this.#t = t
    this.#names = Array.from({ length: nameCount }, () => t.fixtures.names.name())
  }

  /** From a state that is known. A step that is refused or accepted against its duty ends it: others judge that. */
  async play(steps: readonly Step[]): Promise<void> {
    for (const group of [0, 1]) if (!(await this.#update(group, group))) return
    for (const step of steps) if (!(await this.#step(step))) return
    for (const group of [0, 1]) await this.#read(group)
  }

  async #step(step: Step): Promise<boolean> {
    if (step.do === 'update') return this.#update(step.group, step.name)
    if (step.do === 'refused') return this.#refused(step.group, step.how)
    return this.#read(step.group)
  }

  async #update(group: number, name: number): Promise<boolean> {
    const update = this.#updateOf(group, name)
    const answer = await this.#t.send(update)
    const taken =
      this.#t.contract.outcomes.conflict !== undefined &&
      this.#model[1 - group]?.values.name === update.values.name
    if (taken) return !this.#t.isAccepted(answer)
    this.#t.expectAccepted(answer)
    this.#t.expectReported(answer, update.values)
    this.#model[group] = update
    return true
  }

  async #refused(group: number, how: string): Promise<boolean> {
    const request = refused[how]?.(this.#groupAt(group).update(), this.#t)
    return request === undefined || !this.#t.isAccepted(await this.#t.send(request))
  }

  async #read(group: number): Promise<boolean> {
    const update = this.#model[group]
    if (update && this.#t.meets('read-back')) {
      this.#t.expectStored(await this.#t.stored(this.#groupAt(group)), update.values)
    }
    return true
  }

  /** The same values each time that a group is given a name: an update may come twice. */
  #updateOf(group: number, name: number): UpdateRequest {
    const key = `${group} ${name}`
    const update = this.#updates.get(key) ?? this.#groupAt(group).update({ name: this.#names[name] ?? '' })
    this.#updates.set(key, update)
    return update
  }

  #groupAt(group: number) {
    return group === 0 ? this.#t.group : this.#t.otherGroup
  }
}

function stepLists(): Cases<readonly Step[]> {
  const group = fc.nat(1)
  const step = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('update' as const), group, name: fc.nat(nameCount - 1) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('refused' as const),
        group,
        how: fc.constantFrom(...Object.keys(refused)),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('read' as const), group }) },
  )
  return { drawn: fc.array(step, { minLength: 2, maxLength: 8 }), isCase: isStepList, weight: 6 }
}

function isStepList(value: Json): value is readonly Step[] {
  return Array.isArray(value) && value.length <= 100 && value.every(isStep)
}

function isStep(value: Json): value is Step {
  if (!isObject(value) || (value.group !== 0 && value.group !== 1)) return false
  const { name } = value
  if (value.do === 'update')
    return typeof name === 'number' && Number.isInteger(name) && name >= 0 && name < nameCount
  return value.do === 'read' || (value.do === 'refused' && Object.hasOwn(refused, String(value.how)))
}
