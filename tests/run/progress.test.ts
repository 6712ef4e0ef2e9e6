import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { describeProgress, ProgressTeller, showProgress } from '../../helpers/run/progress.ts'

const half = { endpoint: 'sqs', done: 50, checks: 100, requests: 321, cases: { done: 150, of: 300 } }

test('one line says checks, cases, requests and the time left', () => {
  expect(describeProgress([half], 10_000)).toBe(
    'sqs 50 of 100 checks, 150 of 300 generated cases, 321 requests; about 10 s left',
  )
})

test('without generated checks under way it says nothing of cases, and nothing of the time before anything is done', () => {
  const none = { ...half, done: 0, cases: { done: 0, of: 0 } }
  expect(describeProgress([none], 10_000)).toBe('sqs 0 of 100 checks, 321 requests')
})

test('on a terminal one line is drawn anew and taken away at the end; elsewhere a short run is quiet', async () => {
  for (const isTTY of [true, false]) {
    const written: string[] = []
    const shown = showProgress(['sqs'], { isTTY, columns: 40, write: (text) => written.push(text) })
    const teller = new ProgressTeller('sqs', 10, () => 7)
    teller.checkDone()
    await sleep(500)
    teller.close()
    shown.end()
    if (isTTY) {
      expect(written[0]).toBe('\r\u001b[2Ksqs 1 of 10 checks, 7 requests; about 2 s le'.slice(0, 4 + 1 + 39))
      expect(written.at(-1)).toBe('\r\u001b[2K')
    } else expect(written).toEqual([])
  }
})
