import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Lock } from '../../mock/lock.ts'

test('work is done in turn, and work that fails holds up none', async () => {
  const lock = new Lock()
  const steps: string[] = []
  const work = (name: string, pause: number) => async () => {
    steps.push(`${name} begins`)
    await setTimeout(pause)
    steps.push(`${name} ends`)
    if (name === 'b') throw new Error('b failed')
    return name
  }
  const results = await Promise.allSettled([
    lock.run(work('a', 20)),
    lock.run(work('b', 5)),
    lock.run(work('c', 0)),
  ])
  expect(steps).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})
