import { describe, expect } from 'vitest'
import { type Command, test } from '../run/command.ts'
import { nobody, serve, started } from '../run/servers.ts'

/** What stands between the operator and a first verdict: one line says what went wrong and which settings to look at. */
interface Obstacle {
  readonly variants?: readonly string[]
  readonly settings: () => Promise<Readonly<Record<string, string>>>
  readonly says: RegExp
}

const obstacles: Readonly<Record<string, Obstacle>> = {
  'a name that does not resolve': {
    settings: async () => ({ SQS_BASE_URL: 'https://staging.invalid' }),
    says: /https:\/\/staging\.invalid does not resolve \(\w+\): look at SQS_BASE_URL$/,
  },
  'nobody who listens': {
    settings: async () => ({ SQS_BASE_URL: await nobody() }),
    says: /cannot connect to .* \(ECONNREFUSED\): look at SQS_BASE_URL$/,
  },
  'a server that does not answer in time': {
    settings: async () => ({ SQS_BASE_URL: await serve(() => {}) }),
    says: /within 1000 ms: look at SQS_BASE_URL, --timeout$/,
  },
  'a wrong password': {
    settings: async () => ({ SQS_PASSWORD: 'not the password' }),
    says: /the credentials were refused \(401\): look at SQS_USERNAME, SQS_PASSWORD$/,
  },
  'a tenant that is not known': {
    variants: ['sqs-no-create'],
    settings: async () => ({ SQS_TENANT: 'nowhere' }),
    says: /a right update of group \w+ was refused \(404\): look at SQS_GROUP_ID, SQS_TENANT, SQS_OWNER_ID$/,
  },
  'a group that is not there': {
    variants: ['sqs-no-create'],
    settings: async () => ({ SQS_GROUP_ID: 'NoSuchGroup000000000' }),
    says: /a right update of group \w+ was refused \(404\): look at SQS_GROUP_ID, SQS_TENANT, SQS_OWNER_ID$/,
  },
}

describe.for(Object.entries(obstacles))('%s', ([, { variants = [], settings, says }]) => {
  test('is the one reason that is given', async ({ command }) => {
    const { code, reasons } = await runWith(command, variants, await settings())
    expect(code).toBe(3)
    expect(reasons).toEqual([expect.stringMatching(says)])
  })
})

async function runWith(
  command: Command,
  variants: readonly string[],
  settings: Readonly<Record<string, string>>,
) {
  const { environment } = await started({ variants })
  const args = ['run', 'sqs', '--timeout', '1', '--allow-host', 'staging.invalid', '--only', 'auth-*']
  const { code, record, stdout } = await command(args, { environment: { ...environment, ...settings } })
  expect(record.endpoints[0]?.counts.fail).toBe(0)
  return { code, reasons: stdout.split('\n').filter((line) => line.startsWith('INCONCLUSIVE sqs: ')) }
}
