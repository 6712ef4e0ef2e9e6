import type { Json, JsonObject } from '../../helpers/contract/types.ts'
import type { BasicCredentials } from '../basic.ts'
import type { Awaitable, Reply } from '../exchange.ts'
import type { AutodialerAnswer, AutodialerCall, AutodialerRefusal } from './call.ts'
import type { AuthMode, AutodialerAccount, AutodialerGroup } from './store.ts'

export interface AutodialerCredentials {
  readonly basic: BasicCredentials | undefined
  readonly apiKey: string | undefined
}

export type AutodialerField = 'name' | 'numbers' | 'description'

/**
 * Everything that the Autodialer endpoint decides, in the order in which the update's pipeline asks.
 *
 * Steps may take their time (Awaitable); the small ones that only turn one value into another may not.
 * Those marked "update" are asked by the update alone, so that a fault in them leaves read-back honest.
 */
export interface AutodialerDecisions {
  /** Whether the operation exists on this server at all. */
  serves(call: AutodialerCall): Awaitable<boolean>
  /** The answer at an address where there is nothing. */
  lost(call: AutodialerCall): Awaitable<Reply>
  methodServed(call: AutodialerCall): Awaitable<boolean>
  mediaTypeServed(call: AutodialerCall): Awaitable<boolean>

  /** What the request carries to prove who asks. */
  credentials(call: AutodialerCall): AutodialerCredentials
  /** Which of them an account is asked for. */
  asks(call: AutodialerCall, account: AutodialerAccount): AuthMode
  /** Whether a given text is the one on record. */
  same(call: AutodialerCall, part: 'username' | 'password' | 'apiKey', given: string, kept: string): boolean
  authenticate(call: AutodialerCall): Awaitable<AutodialerAccount | undefined>
  permits(call: AutodialerCall, account: AutodialerAccount): Awaitable<boolean>

  /** update: the JSON object in the body. */
  parse(call: AutodialerCall): Awaitable<JsonObject | undefined>
  /** update: runs the look-up and the write so that no other update comes between them. */
  exclusively<T>(call: AutodialerCall, work: () => Promise<T>): Promise<T>
  /** update: the group that the body's `_id` names, whatever that is. */
  find(call: AutodialerCall, id: Json | undefined): Awaitable<AutodialerGroup | undefined>
  /** update: what is wrong with one optional member of the body. */
  objection(call: AutodialerCall, field: AutodialerField, value: Json | undefined): string | undefined
  /** update: what is wrong with the whole body, first found first. */
  objections(call: AutodialerCall, payload: JsonObject): Awaitable<readonly string[]>
  /** update: the time at which it takes place. */
  now(call: AutodialerCall, group: AutodialerGroup): number
  /** update: the group as it is to be from now on. */
  change(call: AutodialerCall, group: AutodialerGroup, payload: JsonObject): Awaitable<AutodialerGroup>
  /** update: puts the group as it is to be into the store. */
  write(call: AutodialerCall, wanted: AutodialerGroup): Awaitable<void>

  /** The number of numbers as any operation shows it. */
  count(call: AutodialerCall, group: AutodialerGroup): Json
  /** update: the date of the answer. */
  date(call: AutodialerCall, time: number): Json
  /** update: the `data` of the answer. */
  report(call: AutodialerCall, stored: AutodialerGroup, payload: JsonObject): Awaitable<Json>
  /** update: status, headers and envelope around the reported data. */
  succeed(call: AutodialerCall, data: Json): Awaitable<AutodialerAnswer>
  /** The members around `data`, of acceptances and refusals alike. */
  envelope(call: AutodialerCall, success: number, message: string, data: Json): JsonObject
  /** The answer to a request that is refused; told of every refusal of every operation. */
  refuse(call: AutodialerCall, refusal: AutodialerRefusal): Awaitable<AutodialerAnswer>

  /** Siblings: the groups as read-back sees them, and one of them as it is shown. */
  list(call: AutodialerCall): Awaitable<readonly AutodialerGroup[]>
  present(call: AutodialerCall, group: AutodialerGroup): JsonObject
  /** Siblings: the answer to one that was carried out. */
  completed(call: AutodialerCall, data: Json): Awaitable<AutodialerAnswer>

  jsonText(call: AutodialerCall, answer: AutodialerAnswer): string
  contentType(call: AutodialerCall): string
  encode(call: AutodialerCall, text: string): Buffer
  /** Status, headers and bytes of an answer. */
  render(call: AutodialerCall, answer: AutodialerAnswer): Awaitable<Reply>
  /** Puts it on the wire; the place for framing, compression, delays and cut connections. */
  send(call: AutodialerCall, reply: Reply): Awaitable<void>
}
