import { defineConfig } from 'vitest/config'

/** The one test that measures time: it runs alone, after all others. */
const timed = 'tests/run/time.test.ts'

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
          exclude: [timed],
          sequence: { groupOrder: 0 },
        },
      },
      { extends: true, test: { name: 'time', include: [timed], sequence: { groupOrder: 1 } } },
    ],
  },
})
