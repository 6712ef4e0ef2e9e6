import type { CheckResult } from '../../helpers/checks/run-check.ts'
import { isObject } from '../../helpers/contract/json-value.ts'
import type { Answer } from '../../helpers/target/answer.ts'
import type { ExchangeKind } from '../../helpers/target/exchange-kind.ts'
import { Target } from '../../helpers/target/target.ts'

/** What came of one update, and what its request was when it was sent. */
interface Seen {
  readonly kind: ExchangeKind
  readonly answer: Answer
}

/** A target that keeps what it saw, apart from what any check makes of it. */
export class WatchedTarget extends Target {
  readonly seen: Seen[] = []

  override async send(...[request, connection]: Parameters<Target['send']>) {
    const sent = await super.send(request, connection)
    if (request.kind && 'answer' in sent.result)
      this.seen.push({ kind: request.kind, answer: sent.result.answer })
    return sent
  }
}

/**
 * The answers that break what the kind of their request asks for, in the plainest reading of status and `success`, and
 * that no violation has the cause of. A finding of the audit of all exchanges accounts for any.
 */
export function unreadIn(seen: readonly Seen[], violations: readonly CheckResult[]): string[] {
  if (violations.some(({ behaviour }) => behaviour === 'audit')) return []
  const causes = violations.map(({ cause = '' }) => cause)
  const mistakes = new Set(seen.flatMap((each) => mistakeIn(each) ?? []))
  return [...mistakes].filter((mistake) => !causes.some((cause) => cause.startsWith(mistake)))
}

function mistakeIn({ kind, answer }: Seen): string | undefined {
  const { status } = answer
  if (status >= 500 && status !== 501 && status !== 503) return `internal error ${status}`
  const carriedOut = status >= 200 && status < 300 && !saysFailure(answer)
  if (kind.is === 'valid') return carriedOut ? undefined : `answered ${status}`
  return kind.is === 'refused' && carriedOut ? `answered ${status}` : undefined
}

function saysFailure({ json }: Answer): boolean {
  return json !== undefined && isObject(json) && [0, false, '0'].some((value) => value === json.success)
}
