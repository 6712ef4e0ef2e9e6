import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { autodialer, rewritten, verdictOf } from './autodialer-client.ts'
import { ask, started } from './client.ts'
import { cherokee, sqs, sqsHeaders } from './sqs-client.ts'

test('sqs-gzip-when-asked compresses for those who ask, and for no one else', async () => {
  const mock = await started({ variants: ['sqs-gzip-when-asked'] })
  const zipped = await sqs(mock, { headers: { 'Accept-Encoding': 'br, GZIP;q=0.5' } })
  expect(zipped.headers['content-encoding']).toBe('gzip')
  expect(JSON.parse(gunzipSync(zipped.bytes).toString('utf8'))).toMatchObject(cherokee)
  for (const accepted of [undefined, 'identity', 'gzip;q=0']) {
    const plain = await sqs(mock, { headers: { 'Accept-Encoding': accepted } })
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(JSON.parse(plain.text)).toMatchObject(cherokee)
  }
})

test('sqs-conflict-422 and sqs-not-found-422 tell refusals by their codes', async () => {
  const mock = await started({ variants: ['sqs-conflict-422', 'sqs-not-found-422'] })
  const before = mock.snapshot()
  const taken = await sqs(mock, { body: { ...cherokee, name: 'Navajo' } })
  expect([taken.status, JSON.parse(taken.text).errorCode]).toEqual([422, 2])
  const unknown = await sqs(mock, {}, 'nobody')
  expect([unknown.status, JSON.parse(unknown.text).errorCode]).toEqual([422, 5])
  expect((await sqs(mock, { body: {} })).status).toBe(412)
  expect(mock.snapshot()).toEqual(before)
})

test('sqs-no-siblings leaves the update alone', async () => {
  const mock = await started({ variants: ['sqs-no-siblings'] })
  const headers = sqsHeaders(mock)
  expect((await sqs(mock)).status).toBe(200)
  expect((await sqs(mock, { method: 'GET', body: undefined })).status).toBe(404)
  expect((await ask(`${mock.url}/sqs/api/groups`, { headers })).status).toBe(404)
  expect((await ask(`${mock.url}/sqs/actuator/health`, {})).status).toBe(404)
})

test('autodialer-refusal-4xx gives refusals a status, and keeps the envelope', async () => {
  const mock = await started({ variants: ['autodialer-refusal-4xx'] })
  expect(await verdictOf(autodialer(mock, { body: {} }))).toEqual([404, 0])
  expect(await verdictOf(autodialer(mock, { body: { ...rewritten, name: 1 } }))).toEqual([422, 0])
  expect(await verdictOf(autodialer(mock))).toEqual([200, 1])
})

test('autodialer-no-siblings leaves the update alone', async () => {
  const mock = await started({ variants: ['autodialer-no-siblings'] })
  expect(await verdictOf(autodialer(mock))).toEqual([200, 1])
  expect((await autodialer(mock, { body: {} }, 'search')).status).toBe(404)
})

test('autodialer-extra-members adds members and changes none', async () => {
  const mock = await started({ variants: ['autodialer-extra-members'] })
  const { text } = await autodialer(mock)
  const { _id, ...sent } = rewritten
  expect(JSON.parse(text)).toMatchObject({ success: 1, old: {}, data: { ...sent, active: true, count: 3 } })
})
