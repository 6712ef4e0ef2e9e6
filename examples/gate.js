import { writeFileSync } from 'node:fs'
import { renderReport, runConformance, startMock } from 'group-update-conformance'

const server = await startMock({ faults: ['sqs-password-prefix'] }) // in your place, a server of yours

const record = await runConformance({
  endpoints: ['sqs'],
  settings: server.environment, // SQS_BASE_URL, SQS_USERNAME, SQS_PASSWORD, SQS_TENANT, …
  requireAll: true, // a setting that is missing is no success
  only: ['auth-*'],
  seed: 7,
})
await server.close()

const checks = record.endpoints.flatMap(({ requirements }) => requirements.flatMap(({ checks }) => checks))
const findings = checks.filter(({ verdict, because }) => verdict === 'fail' && !because)
for (const { id, cause } of findings) console.log(`${id}: ${cause}`)
console.log(record.verdict)
writeFileSync('junit.xml', renderReport(record, 'junit'))
