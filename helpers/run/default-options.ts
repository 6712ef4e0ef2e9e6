/** What goes for whoever says nothing else. */
export const defaultOptions = {
  gate: 'MUST',
  /** Few enough to keep a run within 500 requests for an endpoint. */
  cases: 4,
  /** What a run takes is then hardly more than its longest chain of requests (docs/speed.md). */
  concurrency: 12,
  timeout: 10,
  only: [],
  skip: [],
  allowedHosts: [],
} as const
