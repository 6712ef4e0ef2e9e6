import { expect } from 'vitest'
import { defaultOptions } from '../../helpers/settings/default-options.ts'
import { autodialerTroubles } from '../../mock/troubles/autodialer.ts'
import { sqsTroubles } from '../../mock/troubles/sqs.ts'
import { judgeMock } from './judge-mock.ts'
import { proveEach } from './prove-each.ts'

/** Accounts that lock have tests of their own (tests/run/logins.test.ts). */
const isOther = ({ id }: { readonly id: string }) => !id.includes('-locks-after-')

proveEach(autodialerTroubles.filter(isOther), ({ id }) => expectNoFinding('autodialer', id))
proveEach(sqsTroubles.filter(isOther), ({ id }) => expectNoFinding('sqs', id))

/** What answers in an endpoint's place is no finding, and no pass rests on what came after the last valid update. */
async function expectNoFinding(endpoint: string, trouble: string): Promise<void> {
  const { results, failed, lost } = await judgeMock(endpoint, {
    variants: [trouble],
    failedLogins: defaultOptions.failedLogins,
  })
  const reasons = results.filter(({ id }) => failed.includes(id)).map(({ id, reason }) => `${id}: ${reason}`)
  expect(reasons).toEqual([])
  const passed = results.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id)
  expect(passed.filter((id) => lost?.unconfirmed.includes(id))).toEqual([])
}
