import { defineConfig } from 'vitest/config'

/** What is made of the report of a mutation run. */
export default defineConfig({ test: { include: ['tests/mutation/score.ts'] } })
