import { defineConfig } from 'vitest/config'

/** The tests of a mutation run: the conformance checks alone. */
export default defineConfig({
  test: { include: ['tests/mutation/*.test.ts'], pool: 'threads', testTimeout: 20_000 },
})
