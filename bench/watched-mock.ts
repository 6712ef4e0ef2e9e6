import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { RawRequest } from '../mock/exchange.ts'
import { type Mock, type MockOptions, startMock } from '../mock/server.ts'

/** When the reference server of this process got its first request, and when it had sent its last answer. */
export interface Busy {
  readonly from: number
  readonly until: number
}

/** Whose request it is. */
export function endpointOf({ url }: RawRequest): string {
  return url.startsWith('/sqs/') ? 'sqs' : 'autodialer'
}

/** Starts a reference server in this process, calls `use`, and tells when the server was busy meanwhile. */
export async function withWatchedMock<Value>(
  options: MockOptions,
  use: (mock: Mock) => Promise<Value>,
): Promise<{ readonly value: Value; readonly busy: Busy }> {
  let from = Number.NaN
  let until = Number.NaN
  const onRequest = () => {
    if (Number.isNaN(from)) from = performance.now()
  }
  const onAnswer = () => {
    until = performance.now()
  }
  subscribe('http.server.request.start', onRequest)
  subscribe('http.server.response.finish', onAnswer)
  const mock = await startMock(options)
  try {
    const value = await use(mock)
    return { value, busy: { from, until } }
  } finally {
    await mock.close()
    unsubscribe('http.server.request.start', onRequest)
    unsubscribe('http.server.response.finish', onAnswer)
  }
}
