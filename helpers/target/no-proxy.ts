import { BlockList, isIP } from 'node:net'

/**
 * Whether NO_PROXY exempts a host, as curl reads it: entries divided by commas or blanks; `*` is every host, a name
 * stands for itself and all below it, an address may be a network such as `10.0.0.0/8`, and a port may follow.
 */
export function isExempt({ hostname, port, protocol }: URL, noProxy: string): boolean {
  const host = bare(hostname)
  const ownPort = port || (protocol === 'https:' ? '443' : '80')
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true
      const [, name = entry, itsPort] = /^(\[.+\]|[^:]+):(\d+)$/.exec(entry) ?? []
      return (itsPort === undefined || itsPort === ownPort) && covers(bare(name), host)
    })
}

function covers(entry: string, host: string): boolean {
  if (isIP(host) === 0) return host === entry || host.endsWith(`.${entry}`)
  const [address = '', bits] = entry.split('/', 2)
  const family = isIP(address)
  if (family === 0 || family !== isIP(host)) return false
  const prefix = bits === undefined ? (family === 4 ? 32 : 128) : Number(bits)
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > (family === 4 ? 32 : 128)) return false
  const list = new BlockList()
  const type = family === 4 ? 'ipv4' : 'ipv6'
  list.addSubnet(address, prefix, type)
  return list.check(host, type)
}

/** A name without the dots at its ends, an address without its brackets. */
function bare(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1').replace(/^\.+|\.+$/g, '')
}
