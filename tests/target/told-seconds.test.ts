import { describe, expect, it } from 'vitest'
import { ToldSeconds } from '../../helpers/fixtures/told-seconds.ts'

const told = () => new ToldSeconds(['date'])

const timeOf = async (run: () => Promise<void>) => {
  const start = performance.now()
  await run()
  return performance.now() - start
}

describe('dates that are told to the second', () => {
  it('lets a second pass where no later one is told', async () => {
    const seconds = told()
    seconds.note({ date: '1402/09/30 18:06:15' })
    expect(await timeOf(() => seconds.passBeyond({ date: '1402/09/30 18:06:15' }))).toBeGreaterThan(1_000)
  })

  it.each([
    ['1402/9/9 9:59:59', '1402/10/1 0:00:00'],
    ['1402/09/30 18:06:15', '1402/09/30 18:06:16'],
  ])('waits no longer than until after %s, %s is told of another group', async (own, later) => {
    const seconds = told()
    setTimeout(() => seconds.note({ date: later }), 100)
    const waited = await timeOf(() => seconds.passBeyond({ date: own }))
    expect(waited).toBeGreaterThan(80)
    expect(waited).toBeLessThan(600)
  })

  it.each([{ date: '2019-02-01 09:59:32' }, { date: { $date: { $numberLong: '1' } } }, {}])(
    'does not wait for %o',
    async (members) => {
      expect(await timeOf(() => told().passBeyond(members))).toBeLessThan(500)
    },
  )
})
