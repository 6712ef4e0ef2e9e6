import { rootCertificates } from 'node:tls'
import type { Dispatcher } from 'undici'
import { Client, Pool, proxyAgent } from './undici.ts'

/** How a target is reached, where that differs from a direct connection under the system's certificates. */
export interface NetworkSettings {
  /** Certificates (PEM) to trust besides the system's. */
  readonly ca?: string
  /** What the target asks of its clients (PEM). */
  readonly clientCertificate?: { readonly cert: string; readonly key: string }
  /** Accepts any certificate. */
  readonly insecureTls: boolean
  readonly httpsProxy?: string
  readonly noProxy?: string
}

/** Whether requests to an origin go through a proxy, unless `noProxy` exempts it. */
export function isProxied(origin: string, { httpsProxy }: NetworkSettings): boolean {
  return httpsProxy !== undefined && origin.startsWith('https:')
}

/** A pool of connections to an origin, through the proxy that the settings name for it, if any. */
export function connectionPool(
  origin: string,
  network: NetworkSettings,
  connections: number,
  bodyBytes: number,
): Dispatcher {
  const connect = {
    ...(network.ca !== undefined && { ca: [...rootCertificates, network.ca] }),
    ...network.clientCertificate,
    rejectUnauthorized: !network.insecureTls,
  }
  // Each request has a deadline of its own, which may be longer than the timeouts of undici.
  const options = {
    pipelining: 1,
    maxResponseSize: bodyBytes,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect,
  }
  if (!isProxied(origin, network)) {
    return connections === 1 ? new Client(origin, options) : new Pool(origin, { ...options, connections })
  }
  return proxyAgent({
    ...options,
    connections,
    requestTls: connect,
    ...(network.httpsProxy !== undefined && { httpsProxy: network.httpsProxy }),
    noProxy: network.noProxy ?? '',
  })
}
