import { defineConfig } from 'vitest/config'
import { defaultOptions } from './helpers/settings/default-options.ts'

/** The tests that measure how long a run takes: they run alone, after all others. */
const timed = 'tests/time/*.test.ts'

/** They run the compiled package, as users do. */
const globalSetup = 'tests/run/build.ts'

/** Hundreds of runs: they use the compiled code, as users do, which Node loads as it is. */
const proof = 'tests/detection/**/*.test.ts'

const compiled = {
  find: /^\.\.\/\.\.\/(helpers|mock|suites)\/(.*)\.ts$/,
  replacement: `${import.meta.dirname}/dist/$1/$2.js`,
}

/** So do the commands that tests run in their own process. */
const compiledCommand = { ...compiled, find: /^\.\.\/\.\.\/(helpers)\/(commands\/command-line)\.ts$/ }

export default defineConfig({
  test: {
    pool: 'threads',
    // One more than CI has cores: tests wait for servers that are slow on purpose.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        resolve: { alias: [compiledCommand] },
        test: {
          name: 'tests',
          globalSetup,
          // A thread cannot change the folder that it works in, as commands in the process of a test do.
          pool: 'forks',
          server: { deps: { external: [/\/dist\//] } },
          // What many files load is loaded once: no test changes a module.
          isolate: false,
          include: ['tests/**/*.test.ts'],
          exclude: [timed, proof, 'tests/measure/**'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        resolve: { alias: [compiled] },
        test: {
          name: 'proof',
          globalSetup,
          isolate: false,
          // Enough to fill the threads, and not so many that what a fault does in time goes wrong.
          maxConcurrency: 2,
          include: [proof],
          server: { deps: { external: [/\/dist\//] } },
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'conformance',
          include: ['suites/*.conformance.ts'],
          // One after the other in one thread, so that the endpoints end up in one record.
          isolate: false,
          maxWorkers: 1,
          maxConcurrency: defaultOptions.concurrency,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: { name: 'time', globalSetup, include: [timed], maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
})
