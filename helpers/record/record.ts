import type { CheckResult } from '../checks/run-check.ts'
import type { OutsideContract } from '../contract/contract.ts'
import type { Basis, Level } from '../contract/types.ts'
import type { Shard } from '../session/selection.ts'
import type { Slowed } from '../target/paced-queue.ts'
import type { Traffic } from '../target/traffic.ts'
import type { Conformance } from '../verdict/conformance.ts'
import type { Verdict } from '../verdict/verdict.ts'

/** The one result of a run. Its JSON Schema is `schemas/run-record.schema.json`; every report is a reader of it. */
export interface RunRecord {
  readonly format: 1
  readonly suite: {
    readonly name: string
    readonly version: string
    /** Digest of the requirement catalogues and of the ids and titles of the checks: what was judged, in one word. */
    readonly catalogue: string
  }
  readonly run: {
    readonly id: string
    /** ISO 8601. */
    readonly startedAt: string
    readonly finishedAt: string
    readonly seed: number
    /** Cases per generated property. */
    readonly cases: number
    /** Whether all that was selected was judged; `incomplete` says what was not. */
    readonly complete: boolean
    readonly incomplete?: string
    readonly failOn: Level
    /** Whether what is not tested counted as inconclusive. */
    readonly requireAll: boolean
    readonly selection: { readonly only: readonly string[]; readonly skip: readonly string[] }
    /** Which part of the selected checks this run was, where they were shared out between several runs. */
    readonly shard?: Shard
    /** How many requests it was given for each endpoint; without, as many as its checks take. */
    readonly budget?: number
    /** The baseline that was given, and its entries that are mistaken. */
    readonly baseline?: { readonly file: string; readonly mistakes: readonly string[] }
  }
  readonly verdict: Conformance
  readonly endpoints: readonly EndpointRecord[]
}

/** A check of the catalogue that the selection or the budget left out. */
export interface LeftOut {
  readonly id: string
  readonly requirement: string
  readonly level: Level
}

/** What a run came to on one endpoint. */
export interface EndpointRecord {
  /** `autodialer` or `sqs`. */
  readonly name: string
  /** The title of its contract. */
  readonly title: string
  /** The contract, where it is not of this package. */
  readonly contract?: OutsideContract
  readonly baseUrl: string
  /** `mock` where the embedded reference server was checked: that says nothing of any other. */
  readonly kind: 'live' | 'mock'
  /** Any certificate was accepted, by the operator's choice: who answered is not sure. */
  readonly insecureTls?: true
  readonly verdict: Conformance
  /** Why the run came to nothing at the end: the target no longer took what it took at the start. */
  readonly lost?: string
  /** What the budget left out, in a sentence; `leftOut` has each check. */
  readonly beyondBudget?: string
  /** Requests sent, set-up and clean-up included. */
  readonly requests: number
  /** How the target slowed the run down by refusing requests as too many (429, 503). */
  readonly slowed?: Slowed
  /** Exchanges that were held against what their requests were; records of older versions do not say. */
  readonly exchangesJudged?: number
  /** The requests over time; of a merged record, and of older versions, there is none. */
  readonly traffic?: Traffic
  /** Checks by verdict; they add up to the number of checks. */
  readonly counts: Readonly<Record<Verdict, number>>
  /** What the run could not put right on the target. */
  readonly leftovers: readonly string[]
  readonly requirements: readonly RequirementRecord[]
  readonly leftOut: readonly LeftOut[]
}

/** What the checks of one requirement came to. */
export interface RequirementRecord {
  readonly id: string
  readonly level: Level
  readonly basis: Basis
  /** The duty in one sentence, in words of this project. */
  readonly duty: string
  /** Where the duty is documented. */
  readonly source: { readonly document: string; readonly section: string }
  /** The worst of its checks. */
  readonly verdict: Verdict
  readonly checks: readonly CheckRecord[]
}

/** What a check came to, as the record keeps it: its level and its requirements are those that it stands under. */
export interface CheckRecord extends Omit<CheckResult, 'level' | 'requirements'> {
  /** The command that repeats just this check. */
  readonly repeat?: string
}
