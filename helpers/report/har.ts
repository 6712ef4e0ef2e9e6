import { groupBy } from '../group-by.ts'
import { checksOf } from '../record/checks-of.ts'
import type { RunRecord } from '../record/record.ts'
import type { Exchange } from '../target/exchange.ts'
import { sameHeaderName } from '../target/header.ts'
import { contractLine } from './contract-line.ts'
import { whereOf } from './where.ts'

/** An exchange, and the check that it belongs to: its address in the page, and what it came to. */
interface Told {
  readonly check: string
  readonly says: string
  readonly exchange: Exchange
}

/**
 * Every exchange of the record as an HTTP Archive 1.2, for the network panel of a browser: in time, each once, on the
 * page of the first check that shows it. Texts are those of the record: what is hidden there is hidden here.
 */
export function renderHar(record: RunRecord): string {
  const { suite, endpoints } = record
  const told = endpoints.flatMap(({ name, ...endpoint }) =>
    checksOf({ name, ...endpoint }).flatMap(({ check }) =>
      (check.exchanges ?? []).map((exchange): Told => {
        const id = `${name}/${check.id}`
        return { check: id, says: `${check.verdict}: ${id}: ${check.title}`, exchange }
      }),
    ),
  )
  const inTime = told.toSorted((a, b) => Date.parse(a.exchange.startedAt) - Date.parse(b.exchange.startedAt))
  const same = ({ exchange }: Told) => `${exchange.startedAt} ${exchange.milliseconds} ${exchange.curl}`
  const entries = [...groupBy(inTime, same).values()].flatMap(entryOf)
  const pages = [...groupBy(inTime, ({ check }) => check).values()].flatMap(pageOf)
  const log = {
    version: '1.2',
    creator: { name: suite.name, version: suite.version },
    pages,
    entries,
    comment: [
      ...endpoints.map((endpoint) => `${endpoint.name} at ${whereOf(endpoint)}`),
      ...endpoints.flatMap(contractLine),
    ].join(', '),
  }
  return `${JSON.stringify({ log }, null, 2)}\n`
}

function pageOf([first]: readonly Told[]): object[] {
  if (!first) return []
  const { check: id, says: title, exchange } = first
  return [{ id, title, startedDateTime: exchange.startedAt, pageTimings: {} }]
}

function entryOf(same: readonly Told[]): object[] {
  const [first] = same
  if (!first) return []
  const { request, answer, failure, startedAt, milliseconds } = first.exchange
  return [
    {
      pageref: first.check,
      startedDateTime: startedAt,
      time: milliseconds,
      request: requestOf(request),
      response: answer ? responseOf(answer) : noResponse(failure?.message ?? 'no answer'),
      cache: {},
      // The record has the time of the whole exchange only.
      timings: { send: 0, wait: milliseconds, receive: 0 },
      comment: same.map(({ says }) => says).join('\n'),
    },
  ]
}

/** What HAR asks for of either message, and the record does not have: -1 is its word for that. */
const common = { httpVersion: 'HTTP/1.1', cookies: [], headersSize: -1, bodySize: -1 }

function requestOf({ method, url, headers, body }: Exchange['request']): object {
  const [, query = ''] = url.split('?')
  const mimeType = headerOf(headers, 'content-type') ?? ''
  return {
    ...common,
    method,
    url: addressOf(url),
    headers: pairs(headers),
    queryString: pairs([...new URLSearchParams(query)]),
    ...(body !== undefined && { postData: { mimeType, text: body } }),
  }
}

function responseOf({ status, headers, body, bytes }: NonNullable<Exchange['answer']>): object {
  const mimeType = headerOf(headers, 'content-type') ?? 'x-unknown'
  return {
    ...common,
    status,
    statusText: '',
    headers: pairs(headers),
    content: { size: bytes, mimeType, text: body },
    redirectURL: headerOf(headers, 'location') ?? '',
  }
}

/** Browsers write a request that was never answered so. */
function noResponse(message: string): object {
  return {
    ...common,
    status: 0,
    statusText: '',
    headers: [],
    content: { size: 0, mimeType: 'x-unknown' },
    redirectURL: '',
    _error: message,
    comment: message,
  }
}

function headerOf(headers: Exchange['request']['headers'], wanted: string): string | undefined {
  return headers.find(([name]) => sameHeaderName(name, wanted))?.[1]
}

function pairs(list: readonly (readonly [name: string, value: string])[]): object[] {
  return list.map(([name, value]) => ({ name, value }))
}

/** The address with the characters that none may hold by their numbers; dots in its path stay as they were sent. */
function addressOf(url: string): string {
  const [, site = '', path = ''] = /^(https?:\/\/[^/?#]*)?(.*)$/s.exec(url.toWellFormed()) ?? []
  return `${site}${path.replace(/%(?![\da-f]{2})|[^\w\-.~:/?#@!$&'()*+,;=%]/giu, (char) => encodeURIComponent(char))}`
}
