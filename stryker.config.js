/**
 * Mutates what the update decides on the correct reference server, with nothing but the conformance checks as tests
 * (`npm run mutation`). The operations beside the update are left out: they set groups up and show them, and no check
 * judges them. So is all that the server does for its own tests (`mock/delay.ts`, `mock/snapshot.ts`, its seed), and
 * the plumbing that both endpoints and every fault stand on.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: [
    'mock/{autodialer,sqs}/*.ts',
    'mock/{basic,json,media-type}.ts',
    '!mock/*/{siblings,sibling-answers,persian-date}.ts',
  ],
  plugins: ['@stryker-mutator/vitest-runner'],
  testRunner: 'vitest',
  vitest: { configFile: 'tests/mutation/vitest.config.ts' },
  // Stryker rewrites a tsconfig with an interface that TypeScript 7 no longer has; the sandbox needs no rewriting.
  tsconfigFile: 'no-tsconfig-to-rewrite.json',
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // So long that a busy machine is not taken for a mutant that never ends, which counts as noticed.
  timeoutMS: 60_000,
  reporters: ['clear-text', 'json', 'html'],
  clearTextReporter: { logTests: false, reportTests: false, reportMutants: false },
  jsonReporter: { fileName: 'reports/mutation/mutation.json' },
  htmlReporter: { fileName: 'reports/mutation/index.html' },
}
