import { expect, test } from 'vitest'
import type { Check } from '../../helpers/checks/check.ts'
import { renderConsole } from '../../helpers/report/console.ts'
import { bucket, fixedWindow, type Gateway } from '../target/gateways.ts'
import { judge, recordOf } from './in-process.ts'
import { inFrontOf, only, started } from './servers.ts'
import { besideOthers } from './when-finished.ts'

/** The settings of a correct server behind a gateway that answers 429 to what is too much for it. */
async function behind(gateway: Gateway): Promise<Record<string, string>> {
  const { url, environment } = await started()
  const busy = { status: 429, headers: [], body: Buffer.from('{"message":"slow down"}') }
  const answered = new WeakSet<object>()
  const front = await inFrontOf(url, (asked) => {
    if (answered.has(asked)) return undefined
    answered.add(asked)
    return gateway(performance.now()) ? undefined : busy
  })
  return { ...only('sqs', environment), SQS_BASE_URL: front }
}

const everyEighth = (checks: readonly Check[]) => checks.filter((_, at) => at % 8 === 0)

// Side by side: most of their time they wait.
test.concurrent.for([
  ['a bucket', 20, bucket(20, 10)],
  ['a window', 20, fixedWindow(20, 0)],
] as const)(
  'a gateway with %s of %i requests a second costs no check, is used, and is told',
  async ([, rate, gateway], { onTestFinished }) => {
    const settings = await besideOthers(onTestFinished, () => behind(gateway))
    const results = await judge('sqs', settings, { choose: everyEighth })
    const record = recordOf([results])
    const [sqs] = record.endpoints
    expect(sqs?.counts).toMatchObject({ fail: 0, warn: 0, inconclusive: 0 })
    const { refused = 0, rate: found = 0 } = sqs?.slowed ?? {}
    expect(refused).toBeGreaterThan(0)
    // All that was on its way when the first was refused; a whole run is eight times as long.
    expect(refused).toBeLessThan(40)
    expect(found).toBeGreaterThan(rate / 3)
    expect(renderConsole(record, { reports: 'reports', colour: false })).toContain(
      `sqs refused ${refused} requests as too many (429, 503): the run slowed down, to about ${found} requests a second`,
    )
  },
)
