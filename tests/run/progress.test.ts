import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { describeProgress, showProgress } from '../../helpers/session/progress.ts'

const half = {
  endpoint: 'sqs',
  done: 50,
  checks: 100,
  requests: 321,
  failed: 0,
  cases: { done: 150, of: 300 },
}

test('one line says checks, cases, requests and the time left', () => {
  expect(describeProgress([half], 10_000)).toBe(
    'sqs 50 of 100 checks, 150 of 300 generated cases, 321 requests; about 10 s left',
  )
})

test('without generated checks under way it says nothing of cases, and nothing of the time before anything is done', () => {
  const none = { ...half, done: 0, cases: { done: 0, of: 0 } }
  expect(describeProgress([none], 10_000)).toBe('sqs 0 of 100 checks, 321 requests')
})

test('failures are counted while it runs', () => {
  expect(describeProgress([{ ...half, failed: 3 }], 10_000)).toMatch(
    /^sqs 50 of 100 checks, 3 failed, 150 of/,
  )
})

test('no time is told before a tenth is done, and long ones in minutes', () => {
  const [early, late] = [9, 10].map((done) => ({ ...half, done, cases: { done: 0, of: 0 } }))
  expect(describeProgress([early ?? half], 40_000)).not.toContain('left')
  expect(describeProgress([late ?? half], 40_000)).toMatch(/; about 6 min left$/)
})

test('a narrow terminal shows what matters: what is done, what failed and the time', () => {
  const two = [
    { ...half, failed: 12 },
    { ...half, endpoint: 'autodialer' },
  ]
  expect(describeProgress(two, 10_000, 60)).toBe('sqs 50/100, 12 failed; autodialer 50/100; about 10 s left')
  expect(describeProgress(two, 10_000, 40)).toBe('100/200, 12 failed; about 10 s left')
})

test('on a terminal one line is drawn anew and taken away at the end; elsewhere a short run is quiet', async () => {
  for (const isTTY of [true, false]) {
    const written: string[] = []
    const shown = showProgress({ isTTY, columns: 40, write: (text) => written.push(text) })
    shown.follow('sqs', 10, () => 7).checkDone(false)
    await sleep(500)
    shown.end()
    if (isTTY) {
      expect(written[0]).toEqual(expect.stringContaining('\u001b[2Ksqs 1/10; about '))
      expect(written.at(-1)).toBe('\r\u001b[2K')
    } else expect(written).toEqual([])
  }
})
