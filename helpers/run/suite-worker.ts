import { parentPort, workerData } from 'node:worker_threads'
import { init, runBaseTests, setupEnvironment } from 'vitest/worker'
import { loadContract } from '../contract/contract.ts'

// What the suites of any endpoint need, and load themselves only when they are bound or asked to.
import './bind.ts'
import '../../suites/behaviours.ts'
import 'libxml2-wasm'

if (!parentPort) throw new Error('this runs in a thread of a run; expected nobody to start it by hand')
const port = parentPort

// A worker of Vitest's, as those of its own pool of threads.
init({
  post: (response) => port.postMessage(response),
  on: (callback) => port.on('message', callback),
  off: (callback) => port.off('message', callback),
  teardown: () => port.removeAllListeners('message'),
  runTests: (state, traces) => runBaseTests('run', state, traces),
  collectTests: (state, traces) => runBaseTests('collect', state, traces),
  setup: setupEnvironment,
})

// Vitest takes longer to load than all this: meanwhile the schemas are compiled that answers are validated by.
const endpoints: readonly string[] = workerData
for (const { schemas, validate } of endpoints.map((name) => loadContract(name))) {
  for (const schema of Object.values(schemas)) validate(schema, undefined)
}

port.postMessage('loaded')
