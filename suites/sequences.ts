import fc from 'fast-check'
import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { forAll } from '../helpers/checks/for-all.ts'
import { isObject } from '../helpers/contract/json-value.ts'
import type { Json } from '../helpers/contract/types.ts'
import type { Cases } from '../helpers/payloads/cases.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { repeated } from './persistence.ts'
import { kept } from './precedence.ts'
import { removalChecks } from './removals.ts'

/** Names to go between: so few that a sequence comes back to one it gave up, or to the one of the other group. */
const nameCount = 3

/** Requests that every endpoint refuses, whatever came before them. */
const refused: Readonly<Record<string, (update: UpdateRequest, t: CheckContext) => UpdateRequest>> = {
  'without credentials': (update) => update.withoutCredentials().refusedBy('unauthenticated'),
  'with a cut body': (update) => update.withBody(update.text.slice(0, -1)).refusedBy('malformed'),
  'without an id': (update) => update.without('id').refusedBy('invalid'),
  'of an unknown group': (update, t) => update.to(t.unknownId()).refusedBy('notFound'),
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
    {
      of: 'every-update-stored',
      groups: 2,
      after: [
        'id-others',
        ...kept,
        'every-update-stored',
        'every-update-answered',
        'conflict-pair-taken',
        'freed-name',
        'own-pair',
        'update-creates-nothing',
        'equal-values-apart',
        'equal-values-refused',
        'created-values-again',
        'auth-missing',
        'malformed-truncated',
        'required-id-missing',
        'unknown-group',
      ],
    },
    (t) => forAll(t, stepLists(), (steps) => new Sequence(t).play(steps)),
  ),

  ...removalChecks,
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

  /** From a state that is known. */
  async play(steps: readonly Step[]): Promise<void> {
    for (const group of [0, 1]) await this.#update(group, group)
    for (const step of steps) await this.#step(step)
    for (const group of [0, 1]) await this.#read(group)
  }

  async #step(step: Step): Promise<void> {
    if (step.do === 'update') return this.#update(step.group, step.name)
    if (step.do === 'refused') return this.#refused(step.group, step.how)
    return this.#read(step.group)
  }

  /** Where an endpoint knows conflicts, the pair of the other group is taken; elsewhere a name may be unique as well. */
  async #update(group: number, name: number): Promise<void> {
    const t = this.#t
    const update = this.#updateOf(group, name)
    const taken = this.#model[1 - group]?.values.name === update.values.name
    if (taken && t.contract.outcomes.conflict) {
      const answer = await t.send(update.refusedBy('conflict'))
      return t.expectRefused(answer, 'conflict')
    }
    const again = this.#model[group] === update
    const request = taken ? update.maybeRefused() : again ? repeated(t, update) : update
    const answer = await t.send(request)
    if ((taken || again) && request.kind.is === 'content' && !t.isTaken(answer)) return
    t.expectAccepted(answer)
    t.expectReported(answer, update.values)
    this.#model[group] = update
  }

  async #refused(group: number, how: string): Promise<void> {
    const request = refused[how]?.(this.#groupAt(group).update(), this.#t)
    if (request) this.#t.expectRefused(await this.#t.send(request), 'invalid')
  }

  async #read(group: number): Promise<void> {
    const update = this.#model[group]
    if (update && this.#t.meets('read-back')) await this.#t.expectStored(this.#groupAt(group), update.values)
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
