import { knock } from '../fixtures/preflight.ts'
import type { Result } from '../target/exchange.ts'
import { Target } from '../target/target.ts'
import type { TransportFailureKind } from '../target/transport-failure.ts'
import type { MadePlan, PlannedEndpoint } from './make-plan.ts'

/** Milliseconds between one try and the next. */
const interval = 500

/** Failures that end when a deployment does. */
const passing: ReadonlySet<TransportFailureKind> = new Set([
  'unresolved',
  'unreachable',
  'proxy',
  'disconnected',
  'deadline',
])

/**
 * Waits until each target serves, for so many seconds at most, and tells of it where one does not at once. Whether it
 * serves at the end is for the run to say.
 */
export async function waitUntilServed(
  { plan, endpoints }: MadePlan,
  seconds: number,
  tell: (line: string) => void,
): Promise<void> {
  await Promise.all(
    endpoints.map(async ({ contract, settings }) => {
      const target = new Target(contract, settings, plan)
      const timer = setTimeout(() => target.client.cutOff('the time to wait for it is over'), seconds * 1_000)
      try {
        await waitFor(target, contract.name, seconds, tell)
      } finally {
        clearTimeout(timer)
        await target.client.close()
      }
    }),
  )
}

async function waitFor(
  target: Target,
  name: PlannedEndpoint['contract']['name'],
  seconds: number,
  tell: (line: string) => void,
): Promise<void> {
  const start = performance.now()
  const first = notServing(await knock(target))
  if (first === undefined) return
  tell(`${name} does not serve yet: ${target.redact(first)}; waiting for up to ${seconds} s (--wait)`)
  let last: string | undefined = first
  while (last !== undefined && target.client.givenUp === undefined) {
    await target.client.pause(interval)
    if (target.client.givenUp === undefined) last = notServing(await knock(target))
  }
  const waited = ((performance.now() - start) / 1_000).toFixed(1)
  tell(last === undefined ? `${name} serves after ${waited} s` : `${name} does not serve after ${waited} s`)
}

/** Why nothing serves there as yet; undefined where something does, or waiting is of no use. */
function notServing(result: Result): string | undefined {
  if ('failure' in result) {
    const { kind, message } = result.failure
    return passing.has(kind) || kind === 'not-sent' ? message : undefined
  }
  const { status } = result.answer
  return status >= 502 && status <= 504 ? `it answers ${status}` : undefined
}
