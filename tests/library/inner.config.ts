import { defineConfig } from 'vitest/config'

/** Of the Vitest that the tests of this folder start: the files that they look at from outside. */
export default defineConfig({
  test: {
    include: ['**/*.test.js', '**/faulty.ts'],
    // The machine may be busy with other tests.
    testTimeout: 20_000,
    setupFiles: process.env.SET_UP === undefined ? [] : [process.env.SET_UP],
  },
})
