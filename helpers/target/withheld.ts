import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds that a server is left waiting for the rest of a body. */
const patience = 100

/** Thrown into a request whose body was broken off on purpose. */
export class BodyWithheld extends Error {
  constructor(bytes: number) {
    super(`${bytes} bytes of the body were announced and not sent`)
    this.name = 'BodyWithheld'
  }
}

/** The first half of a body; the rest of what its length announces does not come. */
export async function* firstHalf(body: Uint8Array): AsyncGenerator<Uint8Array> {
  const sent = Math.ceil(body.length / 2)
  yield body.subarray(0, sent)
  await sleep(patience)
  throw new BodyWithheld(body.length - sent)
}
