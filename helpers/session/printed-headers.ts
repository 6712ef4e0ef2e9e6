import { secretsOf } from '../target/accounts.ts'
import { isCommonWord } from '../target/common-words.ts'
import { readGatewayHeaders } from '../target/read-gateway-headers.ts'
import { Redactor } from '../target/redact.ts'
import { UsageError } from '../usage-error.ts'
import { signals } from './ending.ts'
import type { MadePlan, PlannedEndpoint } from './make-plan.ts'

/**
 * The plan with the headers of gateways that commands print. Throws UsageError for a command that gives none; in its
 * message, secrets are hidden.
 */
export async function withPrintedHeaders({ plan, endpoints }: MadePlan): Promise<MadePlan> {
  if (endpoints.every(({ settings }) => settings.extraHeadersCommand === undefined))
    return { plan, endpoints }
  const cutOff = new AbortController()
  // A command hears nothing of what a terminal sends: it must not outlive who started it.
  const passOn = (name: NodeJS.Signals) => {
    cutOff.abort()
    for (const each of signals) process.off(each, passOn)
    process.kill(process.pid, name)
  }
  for (const name of signals) process.on(name, passOn)
  try {
    const seconds = plan.limits.deadline / 1_000
    const given = await Promise.all(endpoints.map((each) => withHeaders(each, seconds, cutOff.signal)))
    return { plan: { ...plan, endpoints: given.map(({ settings }) => settings) }, endpoints: given }
  } finally {
    for (const name of signals) process.off(name, passOn)
  }
}

async function withHeaders(
  planned: PlannedEndpoint,
  seconds: number,
  signal: AbortSignal,
): Promise<PlannedEndpoint> {
  const { contract, settings } = planned
  if (settings.extraHeadersCommand === undefined) return planned
  const found = await readGatewayHeaders(settings, seconds, signal)
  if (!found) return planned
  if ('headers' in found) return { ...planned, settings: { ...settings, extraHeaders: found.headers } }
  const { redact } = new Redactor(secretsOf(contract, settings), (value) =>
    isCommonWord(value, contract, settings.baseUrl),
  )
  throw new UsageError(redact(found.problem))
}
