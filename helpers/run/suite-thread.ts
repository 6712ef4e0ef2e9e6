import { Worker } from 'node:worker_threads'
import type { PoolRunnerInitializer, PoolWorker } from 'vitest/node'

/**
 * The thread that runs the suites. Vitest would start one when it has been loaded itself; this one loads the suites in
 * the meantime.
 */
export class SuiteThread {
  readonly #worker: Worker
  /** Its first message says that it has loaded everything. */
  readonly #loaded: Promise<void>

  /** `endpoints` are the names of those that are to be judged. */
  constructor(endpoints: readonly string[]) {
    this.#worker = new Worker(new URL('./suite-worker.js', import.meta.url), { workerData: endpoints })
    this.#loaded = new Promise((resolve, reject) => {
      this.#worker.once('message', resolve)
      this.#worker.once('error', reject)
    })
    // Whoever waits for it is told; nobody may be waiting yet.
    this.#loaded.catch(() => {})
  }

  /** The thread as a pool of Vitest's that has no other. */
  get pool(): PoolRunnerInitializer {
    return { name: 'suite-thread', createPoolWorker: () => this.#poolWorker() }
  }

  /** Ends it, whatever it does; nobody needs to wait for that. */
  end(): void {
    this.#worker.terminate()
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
      stop: async () => this.end(),
    }
  }
}
