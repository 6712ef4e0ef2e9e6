import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RunRecord } from '../../../helpers/record/record.ts'
import { hostileRecord } from '../hostile-record.ts'

/** Texts that run a script, or ask `url` for something, wherever they are taken for markup. */
export function attackOn(url: string): string {
  return [
    `"><script>window.ran = 1</script><img src="${url}/a" onerror="window.ran = 1">`,
    `' onmouseover='window.ran = 1' autofocus onfocus='window.ran = 1' x='`,
    `</script></style></title></textarea></pre></svg><svg onload="window.ran = 1"><image href="${url}/b"/>`,
    `--><iframe srcdoc="<script>parent.ran = 1; alert(1)</script>"></iframe><link rel="stylesheet" href="${url}/c">`,
    `<meta http-equiv="refresh" content="0; url=${url}/d"><base href="${url}/"><form action="${url}/e">`,
    'javascript:window.ran=1',
  ].join(' ')
}

/** Members that only hold words of ours: the record's schema lets nothing else into them. */
const ours = new Set(['verdict', 'level', 'failOn', 'basis', 'kind', 'startedAt', 'finishedAt'])

/** A record with every verdict whose every text is an attack, ids and names of headers among them. */
export function attackingRecord(url: string): RunRecord {
  const attack = attackOn(url)
  return JSON.parse(JSON.stringify(hostileRecord()), (member, value: unknown) =>
    typeof value === 'string' && !ours.has(member) ? `${value} ${attack}` : value,
  )
}

/** A server that notes what it is asked for. */
export async function listen(): Promise<{ url: string; asked: string[]; close: () => Promise<void> }> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => new Promise<void>((resolve) => void server.close(() => resolve()))
  return { url: `http://127.0.0.1:${port}`, asked, close }
}
