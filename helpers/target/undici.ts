import { createRequire } from 'node:module'
import type * as Undici from 'undici'

const load = createRequire(import.meta.url)

// The index of undici loads all that it has, from fetch to caches: 45 ms of each run, for two classes.

export const Client: typeof Undici.Client = load('undici/lib/dispatcher/client.js')

export const Pool: typeof Undici.Pool = load('undici/lib/dispatcher/pool.js')

/** Connections through a proxy, which few runs have. */
export function proxyAgent(options: Undici.EnvHttpProxyAgent.Options): Undici.Dispatcher {
  const { EnvHttpProxyAgent }: typeof Undici = load('undici')
  return new EnvHttpProxyAgent(options)
}
