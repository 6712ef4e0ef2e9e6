import { describe, expect, test } from 'vitest'
import { checksOf } from '../../helpers/record/checks-of.ts'
import { runConformance } from '../../index.ts'
import { nullServers, startNullServer } from './null-servers.ts'

/** What a server that does nothing may pass: all of it is about the form of an answer that it happens to give. */
const ofForm = ['refusals-are-json', 'xml-refusals-well-formed']

/** All that an operator can give, so that nothing is left out for want of a setting. */
const given = {
  AUTODIALER_USERNAME: 'operator',
  AUTODIALER_PASSWORD: 'an-operator-password',
  AUTODIALER_API_KEY: 'an-operator-key',
  AUTODIALER_GROUP_ID: '65844ad9a7c0d2b1f3e45678',
  AUTODIALER_UNPRIVILEGED_USERNAME: 'onlooker',
  AUTODIALER_UNPRIVILEGED_PASSWORD: 'an-onlooker-password',
  AUTODIALER_UNPRIVILEGED_API_KEY: 'an-onlooker-key',
  SQS_USERNAME: 'operator',
  SQS_PASSWORD: 'an-operator-password',
  SQS_TENANT: 'northwind',
  SQS_GROUP_ID: 'Qy5li9cbFR53VLv6fh6z',
  SQS_OWNER_ID: '967178861',
  SQS_SECOND_GROUP_ID: 'Ry5li9cbFR53VLv6fh6z',
  SQS_OTHER_TENANT: 'southwind',
  SQS_OTHER_TENANT_GROUP_ID: 'Sy5li9cbFR53VLv6fh6z',
  SQS_UNPRIVILEGED_USERNAME: 'onlooker',
  SQS_UNPRIVILEGED_PASSWORD: 'an-onlooker-password',
}

describe.for(nullServers.map((server) => [server.what, server] as const))('always %s', ([, server]) => {
  test.for(['autodialer', 'sqs'])('keeps no duty of %s but of form', async (endpoint) => {
    const running = await startNullServer(server)
    try {
      const record = await runConformance({
        settings: { ...given, [`${endpoint.toUpperCase()}_BASE_URL`]: running.url },
        endpoints: [endpoint],
        settle: 50,
      })
      const checks = record.endpoints.flatMap(checksOf).map(({ check }) => check)
      const passed = checks.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id)
      expect(ofForm).toEqual(expect.arrayContaining(passed))
      expect(passed.length).toBeLessThanOrEqual(3)
      expect(['not-conformant', 'inconclusive']).toContain(record.verdict)
    } finally {
      await running.close()
    }
  })
})
