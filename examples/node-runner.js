import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { checks, openSession, startMock } from 'group-update-conformance'

describe('autodialer', { concurrency: 8 }, () => {
  let server
  let session

  before(async () => {
    server = await startMock() // in your place, your own server
    session = await openSession({ endpoint: 'autodialer', settings: server.environment })
  })
  after(async () => {
    await session.close()
    await server.close()
  })

  for (const check of checks.filter(({ endpoint }) => endpoint === 'autodialer')) {
    test(check.title, async (t) => {
      const { verdict, reason } = await session.run(check)
      if (verdict === 'not-tested') t.skip(reason)
      else assert.equal(verdict, 'pass', reason)
    })
  }
})
