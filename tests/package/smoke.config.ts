import { defineConfig } from 'vitest/config'

/** The package on every Node that it supports: `npm run smoke`. It fetches each of them, 40 MB packed. */
export default defineConfig({
  test: { include: ['tests/package/every-node.ts'], testTimeout: 120_000, hookTimeout: 120_000 },
})
