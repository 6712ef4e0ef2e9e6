import { defineConfig } from 'vitest/config'

/** Of the Vitest that the tests of this folder start: the files that they look at from outside. */
export default defineConfig({
  test: {
    include: ['**/*.test.js', '**/faulty.ts'],
    setupFiles: process.env.SET_UP === undefined ? [] : [process.env.SET_UP],
  },
})
