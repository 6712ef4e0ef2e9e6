import { setFlagsFromString } from 'node:v8'

// What V8 is told before anything else is loaded, so that it holds for every thread: a run is short.

// V8 lets the heap of each thread grow as far as the machine allows: on a large one past 400 MB, for nothing.
setFlagsFromString('--max-semi-space-size=4')
setFlagsFromString('--heap-growing-percent=100')

// The parser of HTTP answers is one huge function of WebAssembly: optimising it takes 0.1 s and 30 MB, and answers are
// few.
setFlagsFromString('--no-wasm-tier-up')
setFlagsFromString('--no-wasm-dynamic-tiering')

// A run is over before most of what V8 optimises has earned its compilation back: it is to take its time. By the major
// version of V8 (Node 20, 22, 24, 26), which each have a flag of their own for that and complain about another's.
const optimiseLater = {
  11: '--interrupt-budget=400000',
  12: '--invocation-count-for-turbofan=6000',
  13: '--invocation-count-for-maglev=4000',
  14: '--invocation-count-for-maglev=4000',
}
const [major] = process.versions.v8.split('.', 1)
if (major in optimiseLater) setFlagsFromString(optimiseLater[major])
