/**
 * Mutates the reference server's own decisions, with nothing but the conformance checks as tests (`npm run mutation`).
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: ['mock/sqs/*.ts', 'mock/autodialer/*.ts', 'mock/basic.ts', 'mock/json.ts', 'mock/media-type.ts'],
  plugins: ['@stryker-mutator/vitest-runner'],
  testRunner: 'vitest',
  vitest: { configFile: 'tests/mutation/vitest.config.ts' },
  // Stryker rewrites a tsconfig with an interface that TypeScript 7 no longer has; the sandbox needs no rewriting.
  tsconfigFile: 'no-tsconfig-to-rewrite.json',
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 15_000,
  reporters: ['clear-text', 'json', 'html'],
  clearTextReporter: { logTests: false, reportTests: false },
  jsonReporter: { fileName: 'reports/mutation/mutation.json' },
  htmlReporter: { fileName: 'reports/mutation/index.html' },
}
