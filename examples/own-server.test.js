import { describeConformance, startMock } from 'group-update-conformance'
import { afterAll, beforeAll } from 'vitest'

let server

beforeAll(async () => {
  server = await startMock() // in your place, your own server
})
afterAll(() => server.close())

describeConformance({
  endpoint: 'sqs',
  settings: () => ({
    SQS_BASE_URL: server.url,
    SQS_USERNAME: 'conformance',
    SQS_PASSWORD: 'Grüße:Sonne7Xy',
    SQS_TENANT: 'northwind',
  }),
})
