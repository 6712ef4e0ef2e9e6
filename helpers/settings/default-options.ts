/** What goes for whoever says nothing else. */
export const defaultOptions = {
  gate: 'MUST',
  /** Few enough to keep a run within 550 requests for an endpoint or so. */
  cases: 4,
  /** What a run takes is then hardly more than its longest chain of requests (docs/speed.md). */
  concurrency: 12,
  timeout: 10,
  /** Milliseconds; reads that lag longer are not waited for. */
  settle: 1_000,
  /** As many requests in a second as the target takes. */
  rate: 'auto',
  /** In a row: an account that locks after three is not locked. */
  failedLogins: 2,
  only: [],
  skip: [],
  allowedHosts: [],
} as const
