import type { Outcome } from '../contract/types.ts'

/** What a request is when it is sent: what may come of it by the documents. */
export type ExchangeKind =
  /** To be carried out. */
  | { readonly is: 'valid' }
  /** To be refused, by one of these outcomes. */
  | { readonly is: 'refused'; readonly by: readonly Outcome[] }
  /** To be carried out, or to be refused for what it holds, by one of these outcomes. */
  | { readonly is: 'content'; readonly by: readonly Outcome[] }
  /** To be answered in any documented way. */
  | { readonly is: 'free' }
  /** No update, such as OPTIONS: to be answered in any way but an internal error. */
  | { readonly is: 'another' }

/** How a server may refuse what a well-formed update holds, such as a text that it does not want. */
export const contentRefusals: readonly Outcome[] = ['invalid', 'malformed', 'unprocessable', 'conflict']

/** How a server may refuse to give a group to another owner: the user may lack the privilege for that alone. */
export const ownerRefusals: readonly Outcome[] = [...contentRefusals, 'forbidden']

/** How a server may refuse a caller whom it does not place: no document says which of these it has to be. */
export const callerRefusals: readonly Outcome[] = [
  'notFound',
  'forbidden',
  'unauthenticated',
  ...contentRefusals,
]
