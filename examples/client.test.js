import { startMock } from 'group-update-conformance'
import { expect, test } from 'vitest'

/** The client that you develop: it must not take an HTTP 200 alone for a success. */
async function rename(address, id, name) {
  const answer = await fetch(`${address}/api/v4/autodialer/groups/update`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${btoa('test:Aa123456')}`,
      'X-APIKEY': 'vZKtIKWsld0egNlkzHo8i5LVBqLNBSWARCQsPOSgDjFmAHM3tG',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ _id: id, name, numbers: ['1001'], description: '' }),
  })
  const { success, message } = await answer.json()
  if (success !== 1) throw new Error(message)
}

const group = '6033876dc92de036d1390923'

test('an update that is done is one', async () => {
  const server = await startMock()
  await rename(server.url, group, 'day shift')
  await server.close()
})

test('an update that failed is an error, though its status is 200', async () => {
  const server = await startMock({ faults: ['autodialer-success-denied'] })
  await expect(rename(server.url, group, 'day shift')).rejects.toThrow()
  await server.close()
})
