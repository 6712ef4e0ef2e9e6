import { describeConformance, type Mock, startMock } from 'group-update-conformance'
import { afterAll, beforeAll } from 'vitest'

// Not run with the other tests: library.test.ts runs it, and holds it to what it must report.

let server: Mock

beforeAll(async () => {
  server = await startMock({ faults: ['sqs-password-prefix'] })
})
afterAll(() => server.close())

describeConformance({
  endpoint: 'sqs',
  settings: () => ({ ...server.environment, SQS_UNPRIVILEGED_USERNAME: '', SQS_UNPRIVILEGED_PASSWORD: '' }),
  only: ['auth-password-{case,prefix,longer}', 'auth-missing', 'forbidden'],
})
