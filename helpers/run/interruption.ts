/** Where the thread that listens to signals tells the one that runs the checks. */
const channelName = 'group-update-conformance interruption'

const signals = ['SIGINT', 'SIGTERM'] as const

/**
 * Calls back on the first SIGINT or SIGTERM, so that things can be left in order; the second ends the process as if
 * nobody listened. Whoever listens already is sent away: Vitest would end the process at once. Gives what ends it.
 */
export function onInterruption(interrupt: () => void): () => void {
  const stopListening = () => {
    for (const signal of signals) process.off(signal, first)
  }
  const first = () => {
    stopListening()
    interrupt()
  }
  for (const signal of signals) process.removeAllListeners(signal).on(signal, first)
  return stopListening
}

/** Tells the threads that run checks that they are to be cut off. Close it, or the process stays. */
export class InterruptionTeller {
  readonly #channel = new BroadcastChannel(channelName)

  tell(): void {
    this.#channel.postMessage('interrupted')
  }

  close(): void {
    this.#channel.close()
  }
}

/** Calls back, in a thread that runs checks, when they are to be cut off. Gives what ends it. */
export function whenInterrupted(stop: () => void): () => void {
  const channel = new BroadcastChannel(channelName)
  channel.onmessage = stop
  return () => channel.close()
}
