import { defineConfig } from 'vitest/config'

/** Servers that nobody here wrote, one after the other: `npm run field`. The light one is judged on every build. */
export default defineConfig({
  test: {
    include: ['tests/field/*.{test,field}.ts'],
    pool: 'threads',
    maxWorkers: 1,
    testTimeout: 300_000,
  },
})
