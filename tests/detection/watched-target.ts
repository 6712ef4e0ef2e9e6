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
  if (violations.some(({ behaviour, because }) => behaviour === 'audit' && !because)) return []
  const causes = violations.map(({ cause = '' }) => cause)
  const mistakes = new Set(seen.flatMap((each) => mistakeIn(each)?.cause ?? []))
  return [...mistakes].filter((mistake) => !causes.some((cause) => cause.startsWith(mistake)))
}

/** Audits of all exchanges that pass, though an answer breaks what they judge. */
export function untrueAudits(seen: readonly Seen[], results: readonly CheckResult[]): string[] {
  const broken = new Set(seen.flatMap((each) => mistakeIn(each)?.audit ?? []))
  return results.filter(({ id, verdict }) => verdict === 'pass' && broken.has(id)).map(({ id }) => id)
}

interface Mistake {
  /** How the cause of a violation begins that is about it. */
  readonly cause: string
  /** The check of all exchanges whose duty it breaks. */
  readonly audit: string
}

function mistakeIn({ kind, answer }: Seen): Mistake | undefined {
  const { status } = answer
  if (status >= 500 && status !== 501 && status !== 503)
    return { cause: `internal error ${status}`, audit: 'never-an-internal-error' }
  const cause = `answered ${status}`
  const carriedOut = status >= 200 && status < 300 && !saysFailure(answer)
  if (kind.is === 'valid') return carriedOut ? undefined : { cause, audit: 'every-valid-update-carried-out' }
  return kind.is === 'refused' && carriedOut ? { cause, audit: 'every-refusal-refuses' } : undefined
}

function saysFailure({ json }: Answer): boolean {
  return json !== undefined && isObject(json) && [0, false, '0'].some((value) => value === json.success)
}
