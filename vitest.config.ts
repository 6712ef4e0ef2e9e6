import { defineConfig } from 'vitest/config'

/** The one test that measures time: it runs alone, after all others. */
const timed = 'tests/run/time.test.ts'

/** Hundreds of runs: they use the compiled code, as users do, which Node loads as it is. */
const proof = 'tests/detection/**/*.test.ts'

const compiled = {
  find: /^\.\.\/\.\.\/(helpers|mock|suites)\/(.*)\.ts$/,
  replacement: `${import.meta.dirname}/dist/$1/$2.js`,
}

export default defineConfig({
  test: {
    globalSetup: 'tests/run/build.ts',
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'tests',
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
          isolate: false,
          // Enough to fill both threads, and not so many that what a fault does in time goes wrong.
          maxConcurrency: 2,
          include: [proof],
          server: { deps: { external: [/\/dist\//] } },
          sequence: { groupOrder: 0 },
        },
      },
      { extends: true, test: { name: 'time', include: [timed], sequence: { groupOrder: 1 } } },
    ],
  },
})
