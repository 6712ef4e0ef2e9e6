import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { behaviour, check } from '../../helpers/checks/check.ts'
import { loadContract } from '../../helpers/contract/contract.ts'
import { Session } from '../../helpers/session/session.ts'
import { endpointSettings } from '../../helpers/settings/read-endpoint-settings.ts'
import { Target } from '../../helpers/target/target.ts'
import { limits, recordOf } from './in-process.ts'
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

test('what goes wrong in closing is told and makes the run inconclusive, and the requests are counted', async () => {
  const mock = await started()
  const before = mock.snapshot()
  const contract = loadContract('sqs')
  const settings = endpointSettings(contract, mock.environment, 'live', [])
  const target = new Target(contract, settings, { limits })
  const { checks } = behaviour('plain', [
    check('plain', 'MUST be plain', { of: 'update-succeeds' }, async ({ group, send }) => {
      await send(group.update())
    }),
  ])
  const session = await Session.open(target, checks, { concurrency: 1 })
  const options = { gate: 'MUST', generation: { seed: 1, cases: 1 } } as const
  const results = await Promise.all(checks.map((each) => session.run(each, options)))
  const send = target.send.bind(target)
  let broken = false
  target.send = (request, connection) => {
    const breaks = !broken && request.method === 'DELETE'
    broken ||= breaks
    return breaks ? Promise.reject(new URIError('URI malformed')) : send(request, connection)
  }
  const end = await session.close()
  expect(end.requests).toBeGreaterThan(0)
  expect(end.lost?.reason).toContain('URI malformed')
  expect(end.leftovers).toContainEqual(expect.stringContaining('URI malformed'))
  // What it was about bears the run's mark, and all other groups are put right.
  expect(mock.snapshot()).not.toEqual(before)
  const endpoint = { contract, settings, checks, selected: checks, leftOut: [], results, ...end }
  const record = recordOf([endpoint])
  expect(record.verdict).toBe('inconclusive')
  expect(record.endpoints[0]?.lost).toContain('URI malformed')
})
