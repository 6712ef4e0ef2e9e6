import { setTimeout } from 'node:timers/promises'
import type { ServerMemory } from './exchange.ts'

/** Lets an answer wait as long as the server was told to; the wait alone keeps no process alive. */
export async function holdBack({ delay }: ServerMemory): Promise<void> {
  if (delay > 0) await setTimeout(delay, undefined, { ref: false })
}
