import { defineConfig } from 'vitest/config'

/**
 * The package as its user meets it: `npm run smoke`. It is fetched with an empty cache, and tried on every Node that it
 * supports; each of these is fetched, 40 MB packed. One after the other, as the first is timed.
 */
export default defineConfig({
  test: {
    include: ['tests/package/cold-start.ts', 'tests/package/every-node.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
