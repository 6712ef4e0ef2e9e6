import type { CheckContext } from '../helpers/checks/context.ts'
import type { SentByChecks } from '../helpers/fixtures/exchange-log.ts'
import { NotTested } from '../helpers/verdict/signals.ts'

/** A check that judges the requests of others says nothing where they sent none of that kind. */
export function expectSent(t: CheckContext, kind: keyof SentByChecks): void {
  if (t.fixtures.log.sentByChecks[kind] === 0) throw new NotTested('no request that it judges was sent')
}
