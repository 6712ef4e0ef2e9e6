import { type Asked, isForEmbedded } from '../settings/addresses.ts'
import { knownContracts } from '../settings/contracts.ts'
import type { Environment } from '../settings/environment.ts'
import { variablesOf } from '../settings/variables.ts'
import type { EndpointSettings } from '../target/endpoint-settings.ts'

/** Calls `use` with settings that address targets: the given ones, or those of the embedded reference server. */
export async function withTargets<Value>(
  environment: Environment,
  asked: Asked,
  use: (settings: Environment, kind: EndpointSettings['kind']) => Promise<Value>,
): Promise<Value> {
  if (!isForEmbedded(environment, asked)) return use(environment, 'live')
  // Loaded only here: a run on a live target needs no server.
  const { startMock } = await import('../../mock/server.ts')
  const embedded = await startMock()
  const ofTargets = new Set((asked.contracts ?? knownContracts()).flatMap(variablesOf))
  const others = Object.entries(environment).filter(([name]) => !ofTargets.has(name))
  try {
    return await use({ ...Object.fromEntries(others), ...embedded.environment }, 'mock')
  } finally {
    await embedded.close()
  }
}
