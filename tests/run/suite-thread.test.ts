import { expect, test } from 'vitest'
import type { SuiteThread } from '../../helpers/run/suite-thread.ts'

const compiled = new URL('../../dist/helpers/run/suite-thread.js', import.meta.url).href

test('a thread that cannot load everything says why, and nobody waits for it', async () => {
  const { SuiteThread: Thread }: { SuiteThread: typeof SuiteThread } = await import(compiled)
  const pool = new Thread(['no-such-endpoint']).pool
  if (typeof pool === 'string') throw new Error('expected a pool of its own')
  const worker = pool.createPoolWorker({} as Parameters<typeof pool.createPoolWorker>[0])
  await expect(worker.start()).rejects.toThrow('no-such-endpoint')
})
