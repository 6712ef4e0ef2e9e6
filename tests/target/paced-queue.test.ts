import { describe, expect, test } from 'vitest'
import { type Load, PacedQueue } from '../../helpers/target/paced-queue.ts'
import { bucket, fixedWindow, type Gateway, slidingWindow, VirtualClock } from './gateways.ts'

/** About as many requests as a run on one endpoint sends. */
const requests = 510

interface Gone {
  readonly seconds: number
  readonly refused: number
  readonly stood: number
  readonly rate: number | undefined
}

interface Sending {
  readonly most?: number
  /** Milliseconds that a refusal asks to wait. */
  readonly wait?: number
  readonly workers?: number
  /** Whether the server refuses the request of this number, whatever the pace. */
  readonly dislikes?: (request: number) => boolean
}

/** Sends as a run does: twelve at a time, each answered after seven to thirteen milliseconds. */
async function sendThrough(
  gateway: Gateway,
  { most, wait, workers = 12, dislikes = () => false }: Sending = {},
): Promise<Gone> {
  const clock = new VirtualClock()
  const turns = new PacedQueue(most, clock)
  let next = 0
  let stood = 0
  let refused = 0
  const work = async (): Promise<void> => {
    while (next < requests) {
      const request = next++
      const half = 3.5 + ((request * 7) % 31) / 10
      const load = await turns.send<Load>(
        async () => {
          await clock.sleep(half)
          const isTaken = gateway(clock.now()) && !dislikes(request)
          if (!isTaken) refused++
          await clock.sleep(half)
          return isTaken ? 'taken' : { status: 503, wait }
        },
        (sent) => sent,
      )
      if (load !== 'taken') stood++
    }
  }
  await clock.until(Promise.all(Array.from({ length: workers }, work)))
  return { seconds: clock.now() / 1_000, refused, stood, rate: turns.slowed?.rate }
}

const gateways: Readonly<Record<string, (rate: number) => Gateway>> = {
  'a bucket of a second': (rate) => bucket(rate, rate),
  'a bucket of a tenth of a second': (rate) => bucket(rate, Math.max(1, rate / 10)),
  'a window that begins with the run': (rate) => fixedWindow(rate, 0),
  'a window that began before': (rate) => fixedWindow(rate, 500),
  'a window that ends soon': (rate) => fixedWindow(rate, 950),
  'a sliding window': (rate) => slidingWindow(rate),
}

describe.for(Object.entries(gateways))('%s', ([, gateway]) => {
  test.for([5, 50, 60, 150, 500])('of %i requests a second is used, and seldom refuses', async (rate) => {
    const { seconds, refused, stood } = await sendThrough(gateway(rate))
    expect(stood).toBe(0)
    expect(refused / (requests + refused)).toBeLessThanOrEqual(0.05)
    expect(requests / seconds).toBeGreaterThanOrEqual(0.8 * rate)
  })
})

const free: Gateway = () => true

test('a server that refuses nothing is sent as much as there is to send', async () => {
  const { seconds, rate } = await sendThrough(free)
  expect(rate).toBeUndefined()
  expect(seconds).toBeLessThan((requests / 12) * 0.0131)
})

test('no more is sent in a second than --rate says, and less where the gateway takes less', async () => {
  expect((await sendThrough(free, { most: 100 })).seconds).toBeGreaterThan((requests - 1) / 100 - 0.1)
  const tight = await sendThrough(fixedWindow(40, 0), { most: 60 })
  expect(tight.rate).toBeLessThan(45)
  expect(tight.stood).toBe(0)
  expect((await sendThrough(bucket(200, 20), { most: 60 })).refused).toBe(0)
})

test('the wait that is asked for is kept by all', async () => {
  const clock = new VirtualClock()
  const turns = new PacedQueue(undefined, clock)
  const sent: number[] = []
  const ask = async (): Promise<Load> => {
    sent.push(clock.now())
    await clock.sleep(5)
    return sent.length <= 4 ? { status: 429, wait: 3_000 } : 'taken'
  }
  await clock.until(Promise.all([1, 2, 3, 4, 5, 6].map(() => turns.send(ask, (load) => load))))
  expect(sent.filter((at) => at > 0 && at < 3_000)).toEqual([])
})

test('a request that is refused whatever the pace costs its own check, and not the pace', async () => {
  const one = await sendThrough(free, { dislikes: (request) => request === 100 })
  expect(one).toMatchObject({ stood: 1, rate: undefined })
  const many = await sendThrough(free, { dislikes: (request) => request > 100 && request % 7 === 0 })
  expect(many.stood).toBe(58)
  expect(many.seconds).toBeLessThan(20)
})

test('a server that refuses everything is soon left alone', async () => {
  const { stood, seconds, refused } = await sendThrough(() => false)
  expect(stood).toBe(requests)
  expect(seconds).toBeLessThan(3)
  expect(refused).toBeLessThan(requests + 30)
  for (const wait of [1_000, 3_000, 4_000, 9_000]) {
    const asking = await sendThrough(() => false, { wait })
    expect(asking.seconds).toBeLessThan(10)
    expect(asking.seconds).toBeGreaterThan(5)
    expect(asking.refused).toBeLessThan(requests + 30)
  }
  const never = await sendThrough(() => false, { wait: 3_600_000 })
  expect(never).toMatchObject({ refused: requests, stood: requests })
  expect(never.seconds).toBeLessThan(1)
})

test('one that refuses everything for a while is waited for', async () => {
  expect(await sendThrough((now) => now < 200 || now > 1_500)).toMatchObject({ stood: 0 })
  const asking = (until: number, wait: number) => sendThrough((now) => now < 200 || now > until, { wait })
  expect(await asking(5_000, 1_000)).toMatchObject({ stood: 0 })
  expect(await asking(5_000, 3_000)).toMatchObject({ stood: 0 })
  expect(await asking(9_000, 9_000)).toMatchObject({ stood: 0 })
})
