import { defineConfig } from 'vitest/config'

/** What is measured for the documents, and not on every build: `npm run detection`. */
export default defineConfig({
  test: { include: ['tests/measure/*.test.ts'], pool: 'threads', maxWorkers: 1, testTimeout: 120_000 },
})
