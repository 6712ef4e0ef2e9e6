import { Client, type Dispatcher, Pool, ProxyAgent } from 'undici'
import { authoritiesBesides } from './authorities.ts'
import { isExempt } from './no-proxy.ts'

/** How a target is reached, where that differs from a direct connection under the system's certificates. */
export interface NetworkSettings {
  /** Certificates (PEM) to trust besides those that Node and the system trust. */
  readonly ca?: string
  /** What the target asks of its clients (PEM). */
  readonly clientCertificate?: { readonly cert: string; readonly key: string; readonly passphrase?: string }
  /** Accepts any certificate. */
  readonly insecureTls: boolean
  readonly httpsProxy?: string
  readonly noProxy?: string
}

/** The proxy that requests to an address go through, if any. */
export function proxyFor(address: string, { httpsProxy, noProxy = '' }: NetworkSettings): string | undefined {
  return address.startsWith('https:') && !isExempt(new URL(address), noProxy) ? httpsProxy : undefined
}

/** A pool of connections to an origin, through the proxy that the settings name for it, if any. */
export function connectionPool(
  origin: string,
  network: NetworkSettings,
  connections: number,
  bodyBytes: number,
): Dispatcher {
  const trust = {
    ...(network.ca !== undefined && { ca: authoritiesBesides(network.ca) }),
    rejectUnauthorized: !network.insecureTls,
  }
  const connect = { ...trust, ...network.clientCertificate }
  // Each request has a deadline of its own, which may be longer than the timeouts of undici.
  const options = {
    pipelining: 1,
    maxResponseSize: bodyBytes,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect,
  }
  const proxy = proxyFor(origin, network)
  if (proxy === undefined) {
    return connections === 1 ? new Client(origin, options) : new Pool(origin, { ...options, connections })
  }
  return new ProxyAgent({ ...options, connections, uri: proxy, requestTls: connect, proxyTls: trust })
}
