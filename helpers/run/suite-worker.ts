import { parentPort } from 'node:worker_threads'
import { init, runBaseTests, setupEnvironment } from 'vitest/worker'

// What the suites of any endpoint need, and load themselves only when they are bound or asked to.
import './bind.ts'
import '../../suites/behaviours.ts'
import 'ajv/dist/2020.js'
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

port.postMessage('loaded')
