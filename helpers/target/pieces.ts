import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds between the pieces of a body, so that each of them arrives by itself. */
const pause = 25

/** A body in two pieces, cut behind so many bytes; in one where that is undefined. */
export async function* inPieces(body: Uint8Array, cutAt: number | undefined): AsyncGenerator<Uint8Array> {
  if (cutAt === undefined) {
    yield body
    return
  }
  yield body.subarray(0, cutAt)
  await sleep(pause)
  yield body.subarray(cutAt)
}
