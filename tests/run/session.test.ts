import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { behaviour, check } from '../../helpers/checks/check.ts'
import { loadContract } from '../../helpers/contract/contract.ts'
import { endpointSettings } from '../../helpers/run/endpoint-settings.ts'
import { Session } from '../../helpers/run/session.ts'
import { Target } from '../../helpers/target/target.ts'
import { limits } from './in-process.ts'
import { started } from './servers.ts'

test('a session that ends while a check runs waits for it before it cleans up', async () => {
  const order: string[] = []
  let begin = () => {}
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  const slow = check('slow', 'MUST be slow', { of: 'update-succeeds' }, async ({ group, send }) => {
    begin()
    await setTimeout(1_000)
    await send(group.update())
    order.push('check')
  })
  const { checks } = behaviour('slow', [slow])
  const mock = await started()
  const before = mock.snapshot()
  const contract = loadContract('sqs')
  const target = new Target(contract, endpointSettings(contract, mock.environment, 'live', []), { limits })
  const session = await Session.open(target, checks, { concurrency: 1 })
  const options = { gate: 'MUST', generation: { seed: 1, cases: 1 } } as const
  const running = checks.map((each) => session.run(each, options))
  await begun
  await session.close()
  order.push('clean-up')
  expect(order).toEqual(['check', 'clean-up'])
  expect((await Promise.all(running)).map(({ verdict }) => verdict)).toEqual(['pass'])
  expect(mock.snapshot()).toEqual(before)
})
