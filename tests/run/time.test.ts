import { expect } from 'vitest'
import { checksIn } from '../report/records.ts'
import { test } from './command.ts'
import { nobody, started } from './servers.ts'

test('a whole run on the embedded server takes less than three seconds', async ({ command }) => {
  const times: number[] = []
  // Once or twice it may be somebody else who keeps the machine busy.
  while (times.length < 4 && !times.some((time) => time < 3_000)) {
    const { code, record, milliseconds } = await command(['run'])
    expect(code).toBe(0)
    expect(checksIn(record).filter(({ check }) => check.verdict !== 'pass')).toEqual([])
    times.push(milliseconds)
  }
  expect(Math.min(...times)).toBeLessThan(3_000)
})

test('where nobody listens, that is said within five seconds', async ({ command }) => {
  const { environment } = await started()
  const url = await nobody()
  const ran = await command(['run'], {
    environment: { ...environment, AUTODIALER_BASE_URL: url, SQS_BASE_URL: url },
  })
  expect(ran.code).toBe(3)
  expect(ran.milliseconds).toBeLessThan(5_000)
})
