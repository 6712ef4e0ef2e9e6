import { setFlagsFromString } from 'node:v8'

// What V8 is told before anything else is loaded, so that it holds for every thread: a run is short.

// V8 lets the heap of each thread grow as far as the machine allows: on a large one past 400 MB, for nothing.
setFlagsFromString('--max-semi-space-size=4')
setFlagsFromString('--heap-growing-percent=100')

// The parser of HTTP answers is one huge function of WebAssembly: optimising it takes 0.1 s and 30 MB, and answers are few.
setFlagsFromString('--no-wasm-tier-up')
setFlagsFromString('--no-wasm-dynamic-tiering')

// A run is over before most of what V8 optimises has earned its compilation back: it is to take its time. Newer ones
// have a cheaper compiler in between, and no such flag.
if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=400000')
