import { groupBy } from '../../group-by.ts'
import { checksOf } from '../../record/checks-of.ts'
import type { CheckRecord, EndpointRecord, RequirementRecord, RunRecord } from '../../record/record.ts'
import { type Verdict, worst } from '../../verdict/verdict.ts'

/** The parts of the page in the order in which it shows them. */
export interface Outline {
  readonly endpoint: EndpointRecord
  readonly behaviours: readonly Behaviour[]
}

export interface Behaviour {
  readonly name: string
  readonly duties: readonly Duty[]
}

/** A requirement with those of its checks that belong to one behaviour. */
export interface Duty {
  readonly anchor: string
  readonly requirement: RequirementRecord
  /** The worst of these checks. */
  readonly verdict: Verdict
  readonly checks: readonly Item[]
  /** Checks that judge this requirement too, and stand under another one. */
  readonly elsewhere: readonly Item[]
}

/** One check, at its one place on the page. */
export interface Item {
  readonly anchor: string
  readonly endpoint: EndpointRecord
  readonly requirement: RequirementRecord
  readonly check: CheckRecord
}

export function outlineOf({ endpoints }: RunRecord): Outline[] {
  return endpoints.map((endpoint) => {
    const items = new Map(
      checksOf(endpoint).map((judged) => [
        judged.check.id,
        { ...judged, endpoint, anchor: anchorOf(endpoint, judged.check.id) },
      ]),
    )
    const behaviours = [...groupBy([...items.values()], ({ check }) => check.behaviour).keys()]
    return { endpoint, behaviours: behaviours.map((name) => ({ name, duties: dutiesOf(name) })) }

    function dutiesOf(behaviour: string): Duty[] {
      return endpoint.requirements.flatMap((requirement) => {
        const all = requirement.checks
          .filter((check) => check.behaviour === behaviour)
          .flatMap(({ id }) => items.get(id) ?? [])
        if (all.length === 0) return []
        const duty: Duty = {
          anchor: `${endpoint.name}/${behaviour}/${requirement.id}`,
          requirement,
          verdict: worst(all.map(({ check }) => check.verdict)),
          checks: all.filter((item) => item.requirement === requirement),
          elsewhere: all.filter((item) => item.requirement !== requirement),
        }
        return [duty]
      })
    }
  })
}

/** Every check of the page once. */
export function itemsOf(outlines: readonly Outline[]): Item[] {
  return outlines.flatMap(({ behaviours }) =>
    behaviours.flatMap(({ duties }) => duties.flatMap(({ checks }) => checks)),
  )
}

/** The name of a check on the page: ids of checks are shared between endpoints. */
export function anchorOf({ name }: EndpointRecord, id: string): string {
  return `${name}/${id}`
}

/** The address of a part of the page. */
export function linkTo({ anchor }: { readonly anchor: string }): string {
  return `#${anchor.toWellFormed().split('/').map(encodeURIComponent).join('/')}`
}
