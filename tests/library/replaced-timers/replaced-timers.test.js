import { describeConformance } from 'group-update-conformance'
import { beforeEach, describe, expect, test, vi } from 'vitest'

// Not run with the other tests: library.test.ts runs it.

const target = { endpoint: 'sqs', settings: 'embedded', only: ['auth-*', 'stored', 'concurrent-*'] }

describeConformance(target)

test('timers are as the set-up has left them', () => {
  expect(vi.isFakeTimers()).toBe(true)
})

describe('replaced before each test', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  describeConformance(target)
})
