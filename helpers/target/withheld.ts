import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds that a server is left waiting at most: one that does one thing at a time answers nobody meanwhile. */
const patience = 1_000

/** Thrown into a request whose body was broken off on purpose. */
export class BodyWithheld extends Error {
  constructor(bytes: number) {
    super(`${bytes} bytes of the body were announced and not sent`)
    this.name = 'BodyWithheld'
  }
}

/** The first half of a body; the rest of what its length announces does not come, for twice as long as `beside` takes. */
export async function* firstHalf(
  body: Uint8Array,
  beside: () => Promise<unknown>,
): AsyncGenerator<Uint8Array> {
  const sent = Math.ceil(body.length / 2)
  yield body.subarray(0, sent)
  await Promise.race([twice(beside), sleep(patience, undefined, { ref: false })])
  throw new BodyWithheld(body.length - sent)
}

/** As long as it takes, and as long again. */
async function twice(beside: () => Promise<unknown>): Promise<void> {
  const start = performance.now()
  await beside()
  await sleep(performance.now() - start)
}
