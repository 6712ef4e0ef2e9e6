import { expect, test } from 'vitest'
import { expectAdjudicated, judged, serving } from './judge.ts'

test('json-server keeps what it documents, and each other finding is adjudicated', async () => {
  const { results, leftovers, findings, open } = await serving(
    'json-server.js',
    'json-server-groups',
    (settings) => judged('json-server-groups', settings),
  )
  expect(results.length).toBeGreaterThan(90)
  const failing = results.filter(({ check }) => check.verdict === 'fail')
  expect(failing.filter(({ requirement }) => requirement.level !== 'INFERRED')).toEqual([])
  expect(findings).toContain('malformed-truncated')
  // What comes of updates in flight together is a matter of time.
  expectAdjudicated('json-server', [...findings, ...open, 'concurrent-answers', 'generated-race'])
  expect(leftovers).toEqual([])
})
