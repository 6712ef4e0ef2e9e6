import { Worker } from 'node:worker_threads'
import type { PoolRunnerInitializer, PoolWorker } from 'vitest/node'

/**
 * The thread that runs the suites. Vitest would start one when it has been loaded itself; this one loads the suites in
 * the meantime.
 */
export class SuiteThread {
  readonly #worker = new Worker(new URL('./suite-worker.js', import.meta.url))
  /** Its first message says that it has loaded everything. */
  readonly #loaded = new Promise<void>((resolve, reject) => {
    this.#worker.once('message', resolve)
    this.#worker.once('error', reject)
  })

  constructor() {
    // Whoever waits for it is told; nobody may be waiting yet.
    this.#loaded.catch(() => {})
  }

  /** The thread as a pool of Vitest's that has no other. */
  get pool(): PoolRunnerInitializer {
    return { name: 'suite-thread', createPoolWorker: () => this.#poolWorker() }
  }

  /** Ends it, whatever it does. */
  async end(): Promise<void> {
    await this.#worker.terminate()
  }

  #poolWorker(): PoolWorker {
    const worker = this.#worker
    return {
      name: this.pool.name,
      on: (event, callback) => worker.on(event, callback),
      off: (event, callback) => worker.off(event, callback),
      send: (message) => worker.postMessage(message),
      deserialize: (data) => data,
      start: () => this.#loaded,
      stop: () => this.end(),
    }
  }
}
