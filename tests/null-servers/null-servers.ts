import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server that gives one answer to whatever it is asked. */
export interface NullServer {
  readonly id: string
  /** The answer, in a few words. */
  readonly what: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Running {
  /** Scheme, host and port, without a slash at the end. */
  readonly url: string
  close(): Promise<void>
}

const json = { 'Content-Type': 'application/json' }

/** SQS's sample of a group, as its page shows it. */
const sampleGroup = {
  created: '2020-01-20T13:43:01.000+0000',
  updated: '2020-01-20T13:43:01.000+0000',
  id: 'By5li9cbFR53VLv6fh6z',
  ownerId: '967178860',
  name: 'CherokeeNation',
}

/** The Autodialer's sample of an update that was carried out. */
const sampleSuccess = {
  success: 1,
  message: 'Requested operation is done successfully',
  data: {
    name: 'test_groups_new',
    numbers: ['1111', '2222', '3333'],
    description: 'just for test',
    date: { $date: { $numberLong: '1703169375062' } },
    count: 3,
  },
}

const page =
  '<!DOCTYPE html>\n<html><head><title>It works!</title></head><body><h1>It works!</h1></body></html>\n'

export const nullServers: readonly NullServer[] = [
  {
    id: 'always-400',
    what: '400 with a message',
    status: 400,
    headers: json,
    body: '{"message":"the request cannot be read"}',
  },
  {
    id: 'always-401',
    what: '401 with a challenge and a message',
    status: 401,
    headers: { ...json, 'WWW-Authenticate': 'Basic realm="null"' },
    body: '{"message":"bad user name or password"}',
  },
  {
    id: 'always-403',
    what: '403 with a message',
    status: 403,
    headers: json,
    body: '{"message":"a permission is lacking"}',
  },
  {
    id: 'always-404',
    what: '404 with a message',
    status: 404,
    headers: json,
    body: '{"message":"no such group"}',
  },
  {
    id: 'always-409',
    what: '409 with a message',
    status: 409,
    headers: json,
    body: '{"message":"the item exists already"}',
  },
  {
    id: 'always-412',
    what: '412 with the documented errors',
    status: 412,
    headers: json,
    body: '{"errors":[{"field":"name","description":"name is mandatory"}]}',
  },
  {
    id: 'always-500',
    what: '500 with a message',
    status: 500,
    headers: json,
    body: '{"message":"internal error"}',
  },
  {
    id: 'always-200-empty',
    what: '200 without a body',
    status: 200,
    headers: { 'Content-Length': '0' },
    body: '',
  },
  {
    id: 'always-200-sqs-sample',
    what: '200 with the sample group of SQS',
    status: 200,
    headers: json,
    body: JSON.stringify(sampleGroup),
  },
  {
    id: 'always-200-page',
    what: '200 with a page of HTML',
    status: 200,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
    body: page,
  },
  {
    id: 'always-200-success-0',
    what: '200 with an envelope that says failure',
    status: 200,
    headers: json,
    body: '{"success":0,"message":"","data":""}',
  },
  {
    id: 'always-200-success-1',
    what: '200 with an envelope that says success and shows nothing',
    status: 200,
    headers: json,
    body: '{"success":1,"message":"","data":{}}',
  },
  {
    id: 'always-200-autodialer-sample',
    what: '200 with the sample answer of the Autodialer',
    status: 200,
    headers: json,
    body: JSON.stringify(sampleSuccess),
  },
  { id: 'always-204', what: '204 without a body', status: 204, headers: {}, body: '' },
]

/** Starts one on the loopback interface. */
export async function startNullServer({ status, headers, body }: NullServer): Promise<Running> {
  const server = createServer((request, response) => {
    // The whole request is read first: a client that is still sending would take an early answer for a broken one.
    request.resume().once('end', () => response.writeHead(status, headers).end(body))
  })
  const port = await listen(server)
  return { url: `http://127.0.0.1:${port}`, close: () => close(server) }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)))
    server.closeAllConnections()
  })
}
