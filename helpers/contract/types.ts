/** How hard a requirement presses: MUST gates by default, SHOULD and INFERRED only when asked (`--fail-on`). */
export type Level = 'MUST' | 'SHOULD' | 'INFERRED'

/** How a requirement is known: said on the page, read off its sample, said elsewhere by the vendor, a standard, or inferred. */
export type Basis = 'page' | 'sample' | 'vendor' | 'standard' | 'inferred'

/** One documented duty of an endpoint. */
export interface Requirement {
  readonly level: Level
  readonly basis: Basis
  /** The duty in the project's own words, one sentence. */
  readonly duty: string
  /** Where the duty is documented. */
  readonly source: { readonly document: string; readonly section: string }
  /** Why no check can exercise it; absent when checks do. */
  readonly notTested?: string
}

/** A named kind of answer to the update operation. */
export type Outcome =
  | 'updated'
  | 'malformed'
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'methodNotAllowed'
  | 'conflict'
  | 'invalid'
  | 'unsupportedMediaType'
  | 'unprocessable'
  | 'overloaded'
  | 'notImplemented'
  | 'wrongAddress'

/** One lawful way for an outcome to show itself on the wire. */
export interface Manifestation {
  /** `200`, or `4XX` for any of the class. */
  readonly status: string
  /** Name of the component schema that a JSON body must satisfy for the answer to mean this outcome at all. */
  readonly mark?: string
  /** Name of the component schema that documents the whole JSON body. */
  readonly body?: string
}

/** What a member of the update's payload stands for, whatever the endpoint calls it. */
export type Role = 'id' | 'owner' | 'name' | 'numbers' | 'description'

/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json }

/** A JSON object. */
export type JsonObject = { readonly [member: string]: Json }

/** The values of a group by role, whatever the endpoint calls its members. */
export type GroupValues = Readonly<Partial<Record<Role, Json>>>

/** A sibling operation, used for fixtures and read-back and never judged. */
export interface Sibling {
  readonly method: string
  readonly path: string
  /**
   * What to ask, first choice first. In its texts `{role}` stands for a value of the group, `{marker}` for the mark of a
   * group or of all of a run.
   */
  readonly asks: readonly SiblingAsk[]
  /** JSON pointer to the id of a created group, to one group, or to the array of groups in a successful answer. */
  readonly at: string
  /** JSON pointer to the number of groups that there are in all, for the list. */
  readonly total?: string
  /** Name of the query parameter that asks for a page of the list, counted from 0. */
  readonly page?: string
  /** JSON pointer, in the body that asks, to how many groups of the list to pass over. */
  readonly start?: string
  /** What to ask to create a group with as little as is documented to do, where that is less than its usual ask. */
  readonly least?: SiblingAsk
}

export interface SiblingAsk {
  readonly query?: Readonly<Record<string, string>>
  readonly body?: Json
}

export type SiblingName = 'create' | 'read' | 'list' | 'remove'
