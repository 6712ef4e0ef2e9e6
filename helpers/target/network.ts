import { rootCertificates } from 'node:tls'
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici'

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
  const options = { connections, pipelining: 1, maxResponseSize: bodyBytes, connect }
  if (!isProxied(origin, network)) return new Agent(options)
  return new EnvHttpProxyAgent({
    ...options,
    requestTls: connect,
    ...(network.httpsProxy !== undefined && { httpsProxy: network.httpsProxy }),
    noProxy: network.noProxy ?? '',
  })
}
