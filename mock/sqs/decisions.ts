import type { Json, JsonObject } from '../../helpers/contract/types.ts'
import type { BasicCredentials } from '../basic.ts'
import type { Awaitable, Reply } from '../exchange.ts'
import type { FieldError, Format, SqsAnswer, SqsCall, SqsPermission, SqsRefusal } from './call.ts'
import type { SqsAccount, SqsGroup } from './store.ts'

/**
 * Everything that the SQS endpoint decides, in the order in which the update's pipeline asks.
 *
 * Steps may take their time (Awaitable); the small ones that only turn one text into another may not.
 * Those marked "update" are asked by the update alone, so that a fault in them leaves read-back honest.
 */
export interface SqsDecisions {
  /** Whether the operation exists on this server at all. */
  serves(call: SqsCall): Awaitable<boolean>
  /** The answer at an address where there is nothing. */
  lost(call: SqsCall): Awaitable<Reply>

  /** The user name and password that the request carries. */
  credentials(call: SqsCall): BasicCredentials | undefined
  /** Whether a given text is the one on record. */
  same(call: SqsCall, part: 'username' | 'password', given: string, kept: string): boolean
  authenticate(call: SqsCall): Awaitable<SqsAccount | undefined>
  permits(call: SqsCall, account: SqsAccount, permission: SqsPermission): Awaitable<boolean>
  /** The tenant that the request names. */
  tenant(call: SqsCall): Awaitable<string | undefined>

  /** update: whether the body's media type is one that is read. */
  mediaTypeServed(call: SqsCall): Awaitable<boolean>
  /** update: the JSON object in the body. */
  parse(call: SqsCall): Awaitable<JsonObject | undefined>
  /** update: what is wrong with one member of the body. */
  objection(call: SqsCall, field: SqsField, value: Json | undefined): string | undefined
  /** update: what is wrong with the whole body. */
  objections(call: SqsCall, payload: JsonObject): Awaitable<readonly FieldError[]>

  /** update: runs the look-up, the comparison and the write so that no other update comes between them. */
  exclusively<T>(call: SqsCall, work: () => Promise<T>): Promise<T>
  /** update: the group that is addressed. */
  find(call: SqsCall, tenant: string, id: string): Awaitable<SqsGroup | undefined>
  /** update: what is wrong between the body and the group addressed. */
  mismatches(call: SqsCall, group: SqsGroup, payload: JsonObject): Awaitable<readonly FieldError[]>
  /** update: the time at which it takes place. */
  now(call: SqsCall, group: SqsGroup): number
  /** update: the group as it is to be from now on. */
  change(call: SqsCall, group: SqsGroup, payload: JsonObject): Awaitable<SqsGroup>
  /** update: whether another group already has the pair of owner and name. */
  clashes(call: SqsCall, wanted: SqsGroup): Awaitable<boolean>
  /** update: puts the group as it is to be into the store. */
  write(call: SqsCall, wanted: SqsGroup): Awaitable<void>

  /** One group as any operation shows it. */
  present(call: SqsCall, group: SqsGroup): JsonObject
  /** A time as any operation shows it. */
  date(call: SqsCall, member: 'created' | 'updated', time: number): string
  /** update: the members of the answer. */
  report(call: SqsCall, stored: SqsGroup, payload: JsonObject): Awaitable<JsonObject>
  /** update: status and headers around the reported members. */
  succeed(call: SqsCall, members: JsonObject): Awaitable<SqsAnswer>
  /** The answer to a request that is refused; told of every refusal of every operation. */
  refuse(call: SqsCall, refusal: SqsRefusal): Awaitable<SqsAnswer>

  /** Siblings: one group, and the groups of a tenant, as read-back sees them. */
  read(call: SqsCall, tenant: string, id: string): Awaitable<SqsGroup | undefined>
  list(call: SqsCall, tenant: string): Awaitable<readonly SqsGroup[]>
  /** Siblings: the answers to a creation, to a search that found these groups, and to a removal. */
  created(call: SqsCall, group: SqsGroup): Awaitable<SqsAnswer>
  listed(call: SqsCall, found: readonly SqsGroup[]): Awaitable<SqsAnswer>
  removed(call: SqsCall, group: SqsGroup): Awaitable<SqsAnswer>

  negotiate(call: SqsCall): Awaitable<Format>
  jsonText(call: SqsCall, answer: SqsAnswer, value: JsonObject): string
  xmlText(call: SqsCall, answer: SqsAnswer, value: JsonObject): string
  escapeXml(call: SqsCall, text: string): string
  contentType(call: SqsCall, format: Format): string
  encode(call: SqsCall, text: string, format: Format): Buffer
  /** Status, headers and bytes of an answer. */
  render(call: SqsCall, answer: SqsAnswer): Awaitable<Reply>
  /** Puts it on the wire; the place for framing, compression, delays and cut connections. */
  send(call: SqsCall, reply: Reply): Awaitable<void>
}

export type SqsField = 'id' | 'ownerId' | 'name'
