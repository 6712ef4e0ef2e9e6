import { expect, test } from 'vitest'
import { autodialer, rewritten, verdictOf } from './autodialer-client.ts'
import { ask, basic, started } from './client.ts'

const key = 'vZKtIKWsld0egNlkzHo8i5LVBqLNBSWARCQsPOSgDjFmAHM3tG'
const otherKey = 'mQ3xT7nYc1LrZp8WkUe5HsVo2JdGb9AiF6tNqE0RyXwMuKlCzP'
const { _id, ...anonymous } = rewritten

/** Requests that are refused, each with its status: none of them changes anything. */
const refused = {
  'no credentials': [401, { headers: { Authorization: undefined, 'X-APIKEY': undefined } }],
  'no key': [401, { headers: { 'X-APIKEY': undefined } }],
  'no password': [401, { headers: { Authorization: undefined } }],
  'another password': [401, { headers: { Authorization: basic('test', 'Aa123457') } }],
  'the password in another case': [401, { headers: { Authorization: basic('test', 'aa123456') } }],
  'the key cut short': [401, { headers: { 'X-APIKEY': key.slice(0, -1) } }],
  'the key in another case': [401, { headers: { 'X-APIKEY': key.toLowerCase() } }],
  'the key of another account': [401, { headers: { 'X-APIKEY': otherKey } }],
  'an account that is not authorised': [
    403,
    { headers: { Authorization: basic('reports', 'Bb654321'), 'X-APIKEY': otherKey } },
  ],
  'another method': [405, { method: 'PUT' }],
  'another media type': [415, { headers: { 'Content-Type': 'text/plain' } }],
  'a body that breaks off': [400, { body: '{"_id":"6033876dc92de' }],
  'a text': [400, { body: '"6033876dc92de036d1390923"' }],
  'no id': [200, { body: anonymous }],
  'an unknown id': [200, { body: { ...rewritten, _id: '0'.repeat(24) } }],
  'a malformed id': [200, { body: { ...rewritten, _id: 'group one' } }],
  'an operator for an id': [200, { body: { ...rewritten, _id: { $ne: null } } }],
  'a name that is no text': [200, { body: { ...rewritten, name: 7 } }],
  'numbers that are no list': [200, { body: { ...rewritten, numbers: '1111' } }],
  'numbers that are no texts': [200, { body: { ...rewritten, numbers: ['1111', 2222] } }],
  'a description that is null': [200, { body: { ...rewritten, description: null } }],
  'half a surrogate pair in a number': [200, { body: { ...rewritten, numbers: ['1', '\ud83d'] } }],
  'half a surrogate pair': [200, { body: { ...rewritten, name: 'a\udc00b' } }],
} as const

test.each(Object.entries(refused))('%s is refused, and nothing changes', async (_name, [status, asked]) => {
  const mock = await started()
  const before = mock.snapshot()
  expect(await verdictOf(autodialer(mock, asked))).toEqual([status, 0])
  expect(mock.snapshot()).toEqual(before)
})

test('a wrong address has no envelope', async () => {
  const { url } = await started()
  const { status, text } = await ask(`${url}/api/v4/autodialer/groups/rename`, { method: 'POST', body: {} })
  expect([status, text]).toEqual([404, 'not found'])
})

test('a refusal of credentials carries a challenge, one of the method says which is allowed', async () => {
  const mock = await started()
  const { headers } = await autodialer(mock, { headers: { Authorization: undefined } })
  expect(headers['www-authenticate']).toMatch(/^Basic realm="/)
  expect((await autodialer(mock, { method: 'GET', body: undefined })).headers.allow).toBe('POST')
})

test('members left out keep their values, members given replace them', async () => {
  const mock = await started()
  const { text } = await autodialer(mock, { body: { _id, description: '' } })
  const { date, ...data } = JSON.parse(text).data
  expect(data).toEqual({ name: 'test_group', numbers: ['1001', '1002'], description: '', count: 2 })
  expect(Math.abs(Number(date.$date.$numberLong) - Date.now())).toBeLessThan(60_000)
  const emptied = await autodialer(mock, { body: { _id: _id.toUpperCase(), numbers: [] } })
  expect(JSON.parse(emptied.text).data).toMatchObject({ numbers: [], count: 0 })
})

test('every update is stored, in its group only, and can be put back', async () => {
  const mock = await started()
  const seed = await started()
  for (const name of ['یک', 'two\u0000🐎', 'night shift']) {
    const { text } = await autodialer(mock, { body: { _id, name } })
    expect(JSON.parse(text).data.name).toBe(name)
    expect(mock.snapshot()).toMatchObject({ autodialer: [{ name: 'night shift' }, { id: _id, name }, {}] })
  }
  await autodialer(mock, { body: { _id, name: 'test_group' } })
  expect(mock.snapshot()).toEqual(seed.snapshot())
})

test('a group can be added, searched and removed, and nothing is left', async () => {
  const mock = await started()
  const before = mock.snapshot()
  const added = await autodialer(mock, { body: { name: 'fresh', numbers: ['1'] } }, 'add')
  const id = JSON.parse(added.text).data._id
  expect(id).toMatch(/^[0-9a-f]{24}$/)
  expect(await verdictOf(autodialer(mock, { body: { numbers: [] } }, 'add'))).toEqual([200, 0])

  const exact = await autodialer(mock, { body: { alike: false, conditions: { name: 'fresh' } } }, 'search')
  expect(JSON.parse(exact.text).data).toEqual({
    pagination: { start: 0, count: 1, sorting: {}, total: 1 },
    data: [
      {
        _id: id,
        name: 'fresh',
        description: '',
        count: 1,
        date: expect.stringMatching(/^1[45]\d\d\/\d\d\/\d\d /),
      },
    ],
  })

  const removed = await autodialer(mock, { body: { _id: id } }, 'remove')
  expect(JSON.parse(removed.text)).toMatchObject({ success: 1, data: '' })
  expect(await verdictOf(autodialer(mock, { body: { _id: id } }, 'remove'))).toEqual([200, 0])
  expect(mock.snapshot()).toEqual(before)
})

test.each([
  [{ alike: false, conditions: { name: 'test' } }, []],
  [{ alike: true, conditions: { name: 'test' } }, ['test_group']],
  [{ alike: true, conditions: { name: '', description: 'before' } }, ['گروه فروش']],
  [{}, ['test_group', 'night shift', 'گروه فروش']],
  [{ pagination: { start: 1, count: 1 } }, ['night shift']],
])('a search for %j finds %j', async (body, names) => {
  const { text } = await autodialer(await started(), { body }, 'search')
  expect(JSON.parse(text).data.data.map(({ name }: { name: string }) => name)).toEqual(names)
})
