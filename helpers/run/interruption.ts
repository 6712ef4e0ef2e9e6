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
