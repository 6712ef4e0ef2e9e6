import type { EndpointSettings } from '../target/endpoint-settings.ts'
import type { Environment } from './environment.ts'
import { isForEmbedded } from './make-plan.ts'

/** Calls `use` with settings that address targets: the given ones, or those of the embedded reference server. */
export async function withTargets<Value>(
  environment: Environment,
  use: (settings: Environment, kind: EndpointSettings['kind']) => Promise<Value>,
): Promise<Value> {
  if (!isForEmbedded(environment)) return use(environment, 'live')
  // Loaded only here: a run on a live target needs no server.
  const { startMock } = await import('../../mock/server.ts')
  const embedded = await startMock()
  try {
    return await use({ ...environment, ...embedded.environment }, 'mock')
  } finally {
    await embedded.close()
  }
}
