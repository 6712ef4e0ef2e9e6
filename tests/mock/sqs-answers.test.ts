import { expect, test } from 'vitest'
import { startMock } from '../../mock/server.ts'
import { ask, basic, started } from './client.ts'
import { cherokee, onlooker, sqs, sqsHeaders, storedSqs } from './sqs-client.ts'

const { id: _, ...nameless } = cherokee
const user = 'conformance'

/** Requests that are refused, each with its status: none of them changes anything. */
const refused = {
  'no credentials': [401, { headers: { Authorization: undefined } }],
  'another user': [401, { headers: { Authorization: basic('conformancE', 'Grüße:Sonne7Xy') } }],
  'the password up to its colon': [401, { headers: { Authorization: basic(user, 'Grüße') } }],
  'the password after its colon': [401, { headers: { Authorization: basic(user, 'Sonne7Xy') } }],
  'the password in another case': [401, { headers: { Authorization: basic(user, 'grüße:sonne7xy') } }],
  'a longer password': [401, { headers: { Authorization: basic(user, 'Grüße:Sonne7XyZ') } }],
  'another scheme': [401, { headers: { Authorization: 'Bearer Y29uZm9ybWFuY2U6R3LDvMOfZTpTb25uZTdYeQ==' } }],
  'credentials with characters that are no base64': [
    401,
    { headers: { Authorization: 'Basic Y29uZm9ybWFuY2U6.R3LDvMOfZTpTb25uZTdYeQ==' } },
  ],
  'the password in Latin-1': [
    401,
    {
      headers: {
        Authorization: `Basic ${Buffer.from(`${user}:Grüße:Sonne7Xy`, 'latin1').toString('base64')}`,
      },
    },
  ],
  'no tenant': [412, { headers: { tenant: undefined } }],
  'an empty tenant': [412, { headers: { tenant: '' } }],
  'another tenant': [404, { headers: { tenant: 'southwind' } }],
  'an unknown tenant': [404, { headers: { tenant: 'eastwind' } }],
  'another media type': [415, { headers: { 'Content-Type': 'text/plain' } }],
  'another charset': [415, { headers: { 'Content-Type': 'application/json;charset=iso-8859-1' } }],
  'no media type': [415, { headers: { 'Content-Type': undefined } }],
  'a body that breaks off': [400, { body: '{"id":"By5li9cbFR53VLv6fh6z","ownerId":"9671' }],
  'no body': [400, { body: '' }],
  'a list': [400, { body: [cherokee] }],
  'a byte order mark': [400, { body: `\ufeff${JSON.stringify(cherokee)}` }],
  'bytes that are no UTF-8': [
    400,
    { body: Buffer.from(JSON.stringify({ ...cherokee, name: 'é' }), 'latin1') },
  ],
  'no id': [412, { body: nameless }],
  'a null name': [412, { body: { ...cherokee, name: null } }],
  'an empty name': [412, { body: { ...cherokee, name: '' } }],
  'a number for an owner': [412, { body: { ...cherokee, ownerId: 967178860 } }],
  'a control character': [412, { body: { ...cherokee, name: 'Chero\u0000kee' } }],
  'half a surrogate pair': [412, { body: { ...cherokee, name: 'Chero\ud83dkee' } }],
  'a noncharacter': [412, { body: { ...cherokee, name: 'Chero\uffffkee' } }],
  'the id of another group': [412, { body: { ...cherokee, id: 'Kq8vT2mZx41LpWc7RdYn' } }],
  'the pair of another group': [409, { body: { ...cherokee, name: 'Navajo' } }],
} as const

test.each(Object.entries(refused))('%s is refused, and nothing changes', async (_name, [status, asked]) => {
  const mock = await started()
  const before = mock.snapshot()
  expect((await sqs(mock, asked)).status).toBe(status)
  expect(mock.snapshot()).toEqual(before)
})

test('a user without the permission is forbidden, and nothing changes', async () => {
  const mock = await started()
  const before = mock.snapshot()
  const answer = await sqs(mock, { headers: onlooker(mock), body: 'not even JSON' })
  expect(answer.status).toBe(403)
  expect(mock.snapshot()).toEqual(before)
})

test('an unknown group is not found, and is not created', async () => {
  const mock = await started()
  const before = mock.snapshot()
  expect((await sqs(mock, { body: { ...cherokee, id: 'nobody' } }, 'nobody')).status).toBe(404)
  expect((await sqs(mock, {}, '%E0%A4%A')).status).toBe(404)
  expect((await sqs(mock, {}, cherokee.id.toLowerCase())).status).toBe(404)
  expect(mock.snapshot()).toEqual(before)
})

test('every property that is missing or null is named', async () => {
  const { text } = await sqs(await started(), { body: { name: null } })
  expect(JSON.parse(text)).toEqual({
    errors: ['id', 'ownerId', 'name'].map((field) => ({ field, description: `${field} is mandatory` })),
  })
})

test('a header that is given twice is not relied on', async () => {
  const mock = await started()
  const { Authorization = '' } = sqsHeaders(mock)
  const wrong = basic('conformance', 'wrong')
  expect((await sqs(mock, { headers: { authorization: wrong } })).status).toBe(401)
  expect((await sqs(mock, { headers: { Authorization: wrong, authorization: Authorization } })).status).toBe(
    401,
  )
  expect((await sqs(mock, { headers: { Tenant: 'southwind' } })).status).toBe(412)
})

test('an update moves the time of update, and leaves the time of creation', async () => {
  const { text } = await sqs(await started())
  const { created, updated } = JSON.parse(text)
  expect(created).toBe('2020-01-20T13:43:01.000+0000')
  expect(Math.abs(Date.parse(updated.replace('+0000', 'Z')) - Date.now())).toBeLessThan(60_000)
})

test('a refusal of credentials carries a challenge', async () => {
  const { headers } = await sqs(await started(), { headers: { Authorization: undefined } })
  expect(headers['www-authenticate']).toMatch(/^Basic realm="/)
})

test('the scheme name and the media type are read in any case', async () => {
  const mock = await started()
  const { Authorization = '' } = sqsHeaders(mock)
  const headers = {
    Authorization: Authorization.replace('Basic', 'bAsIc'),
    'Content-Type': 'APPLICATION/JSON; Charset="UTF-8"',
  }
  expect((await sqs(mock, { headers })).status).toBe(200)
})

test('an accepted update is stored in its group and in no other, and can be put back', async () => {
  const mock = await started()
  const seed = await started()
  const { text } = await sqs(mock, { body: { ...cherokee, ownerId: '967000000', name: 'Ünïcode 🐎 & <b>' } })
  expect(await storedSqs(mock)).toEqual(JSON.parse(text))
  expect(await storedSqs(mock)).toMatchObject({ ownerId: '967000000', name: 'Ünïcode 🐎 & <b>' })
  expect(mock.snapshot()).not.toEqual(seed.snapshot())
  await sqs(mock, { body: { ...cherokee, name: 'Cherokee' } })
  expect(mock.snapshot()).toEqual(seed.snapshot())
})

test('a group keeps its own pair, and a pair is free under another owner and in another tenant', async () => {
  const mock = await started()
  expect((await sqs(mock, { body: { ...cherokee, name: 'Cherokee' } })).status).toBe(200)
  expect((await sqs(mock, { body: { ...cherokee, name: 'Hopi' } })).status).toBe(200)
  expect((await sqs(mock, { body: { ...cherokee, name: 'Lakota' } })).status).toBe(200)
})

test('of two updates at once that want one pair, one is refused', async () => {
  const mock = await started()
  const navajo = { ...cherokee, id: 'Kq8vT2mZx41LpWc7RdYn' }
  const answers = await Promise.all([sqs(mock), sqs(mock, { body: navajo }, navajo.id)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
})

test('unknown addresses are not found, and other methods are not allowed', async () => {
  const mock = await started()
  expect((await ask(`${mock.url}/sqs/api/nothing`, {})).status).toBe(404)
  expect((await ask(`${mock.url}/`, {})).status).toBe(404)
  const patched = await sqs(mock, { method: 'PATCH' })
  expect([patched.status, patched.headers.allow]).toEqual([405, 'PUT, GET, DELETE'])
})

test('an unknown fault is named, with one that it may have meant', async () => {
  await expect(started({ faults: ['sqs-upsrt'] })).rejects.toThrow('"sqs-upsrt"; did you mean "sqs-upsert"')
  await expect(startMock({ variants: ['sqs-upsert'] })).rejects.toThrow('unknown variant "sqs-upsert"')
})
