import type { Contract } from '../../helpers/contract/contract.ts'
import { readContractFolder } from '../../helpers/contract/outside/read-folder.ts'
import { addressed } from '../../helpers/contract/paths.ts'
import type { Json, JsonObject, Manifestation, Outcome } from '../../helpers/contract/types.ts'
import { UsageError } from '../../helpers/usage-error.ts'
import { isObject } from '../json.ts'
import type { SqsOutcome } from '../sqs/call.ts'
import { dateForm } from './dates.ts'
import { idMaker } from './ids.ts'
import { instanceOf, laidOver } from './instance.ts'
import { isOwnName, type Names, namesOf } from './members.ts'

/** Status and body of an answer. */
interface Written {
  readonly status: number
  /** Null for an answer without a body. */
  readonly value: JsonObject | null
}

/** A contract that the reference server's parts can serve, with all that they need to know of it. */
export interface Served {
  readonly contract: Contract
  readonly names: Names
  readonly makeId: () => string
  readonly writeDate: (time: number) => Json
  /** What stands around the group in the answer to an update; null where it has no body. */
  readonly success: Written
  readonly refusals: Readonly<Record<SqsOutcome, Written>>
  /** Whether an answer may be asked for as XML, and is XML unless JSON is asked for. */
  readonly xml: boolean
  /** Whether two groups of an owner may not have one name. */
  readonly pairsUnique: boolean
}

/** What an outcome of the server is told as, likeliest first, and its status where the contract has none of these. */
const told: Readonly<Record<SqsOutcome, readonly [status: number, ...Outcome[]]>> = {
  malformed: [400, 'malformed', 'invalid'],
  unauthenticated: [401, 'unauthenticated', 'forbidden'],
  forbidden: [403, 'forbidden', 'unauthenticated'],
  notFound: [404, 'notFound', 'invalid'],
  methodNotAllowed: [405, 'methodNotAllowed'],
  conflict: [409, 'conflict'],
  invalid: [400, 'invalid', 'unprocessable', 'malformed'],
  unsupportedMediaType: [415, 'unsupportedMediaType', 'malformed', 'invalid'],
}

/** Reads a contract for serving. Throws UsageError for what is wrong with it, and for what no server can be made of. */
export function readServed(folder: string): Served {
  const read = readContractFolder(folder)
  const contract = addressed(read, Object.fromEntries(partsOf(read)))
  const refuse = (why: string) => unservable(contract, why)
  const { members, dates, schemas, validate, update, requirements, outcomes } = contract
  const names = namesOf(contract)
  const mistaken = [...membersOf(contract), ...Object.values(members)].find(
    (member) => isOwnName(member) && names.writtenOf(member) !== member,
  )
  if (mistaken !== undefined)
    throw refuse(
      `its member ${mistaken} does not stand for what it is named for; expected x-conformance/members to say so`,
    )
  const ofId = contract.isSent(members.id ?? '') ? schemas.request : schemas.group
  const makeId = idMaker((id) => validate(memberSchema(ofId, members.id ?? ''), id).length === 0)
  if (!makeId)
    throw refuse(
      `ids such as ${members.id} has cannot be made; expected texts, UUIDs, hexadecimal or decimal digits`,
    )
  const isDate = (value: Json) => validate(dates.schema, value).length === 0
  const writeDate = dates.members.length === 0 ? (time: number) => time : dateForm(isDate)
  if (!writeDate)
    throw refuse(`dates of the schema ${dates.schema} cannot be written; expected those of ISO 8601, or days`)
  const answerOf = (outcome: SqsOutcome, ways: readonly Manifestation[], status: number): Written => {
    if (ways.length === 0) return { status, value: { message: outcome } }
    const found = ways.map((way) => writtenFor(contract, way, status)).find((each) => each !== undefined)
    if (!found) throw refuse(`no answer can be made of the schemas of its outcome ${outcome}`)
    return found
  }
  const refusal = (outcome: SqsOutcome): Written => {
    const [status, ...as] = told[outcome]
    const documented = as.find((each) => outcomes[each] !== undefined)
    return answerOf(outcome, (documented && outcomes[documented]) ?? [], status)
  }
  const success = bare(contract, outcomes.updated?.[0] ?? { status: '200' }, 200)
  return {
    contract,
    names,
    makeId,
    writeDate,
    success: { ...success, value: contract.reports ? (success.value ?? {}) : success.value },
    refusals: {
      malformed: refusal('malformed'),
      unauthenticated: refusal('unauthenticated'),
      forbidden: refusal('forbidden'),
      notFound: refusal('notFound'),
      methodNotAllowed: refusal('methodNotAllowed'),
      conflict: refusal('conflict'),
      invalid: refusal('invalid'),
      unsupportedMediaType: refusal('unsupportedMediaType'),
    },
    xml: update.mediaTypes.some((type) => /\bxml$/.test(type)),
    pairsUnique: 'pair-unique' in requirements,
  }
}

/** What stands in the paths of the server for each setting of theirs. */
export function partsOf({ pathSettings }: Contract): [setting: string, value: string][] {
  return pathSettings.map(({ setting }) => [setting, setting.toLowerCase()])
}

/** What is said of a contract that no reference server can be made of. */
export function unservable({ outside, name }: Contract, why: string): UsageError {
  return new UsageError(
    `--contract ${outside?.folder ?? name}: no reference server can be made of it: ${why}`,
  )
}

/** The members that an update may have. */
export function membersOf({ requestSchema }: Contract): string[] {
  return isObject(requestSchema.properties) ? Object.keys(requestSchema.properties) : []
}

/** Where the schema of a member stands among the component schemas. */
export function memberSchema(schema: string, member: string): string {
  return `${schema}/properties/${encodeURIComponent(member.replaceAll('~', '~0').replaceAll('/', '~1'))}`
}

/** An answer that is a way of an outcome; undefined where none can be made that its schemas take. */
function writtenFor(contract: Contract, way: Manifestation, otherwise: number): Written | undefined {
  const answer = bare(contract, way, otherwise)
  return answer.value === null || problemsOf(contract, way, answer.value).length === 0 ? answer : undefined
}

/** What the schemas of a way have against a body. */
export function problemsOf(
  { validate }: Contract,
  { body, mark }: Manifestation,
  value: JsonObject,
): string[] {
  return [body, mark]
    .flatMap((schema) => (schema === undefined ? [] : validate(schema, value)))
    .map(({ says }) => says)
}

/** An answer with what its schemas require, not held against them. */
function bare({ resolve }: Contract, { status, body, mark }: Manifestation, otherwise: number): Written {
  const parts = [body, mark].flatMap((schema) =>
    schema === undefined ? [] : [instanceOf({ $ref: `#/components/schemas/${schema}` }, resolve)],
  )
  const value = parts.length === 0 ? null : parts.reduce(laidOver)
  return { status: statusOf(status, otherwise), value: value !== null && isObject(value) ? value : null }
}

/** A class stands for its usual status. */
function statusOf(status: string, otherwise: number): number {
  if (/^\d+$/.test(status)) return Number(status)
  return String(otherwise).startsWith(status[0] ?? '') ? otherwise : Number(`${status[0]}00`)
}
