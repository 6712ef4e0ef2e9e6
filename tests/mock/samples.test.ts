import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { describeMock } from '../../mock/announce.ts'
import { started } from './client.ts'

const run = promisify(execFile)
const hasCurl = await run('curl', ['--version']).then(
  () => true,
  () => false,
)

test('the request of the autodialer page is answered as on the page', async () => {
  const mock = await started()
  const answer = await fetch(`${mock.url}/api/v4/autodialer/groups/update`, {
    method: 'POST',
    headers: {
      'X-APIKEY': 'vZKtIKWsld0egNlkzHo8i5LVBqLNBSWARCQsPOSgDjFmAHM3tG',
      Authorization: 'Basic dGVzdDpBYTEyMzQ1Ng==',
      'Content-Type': 'application/json',
    },
    body: '{\r\n    "_id":"6033876dc92de036d1390923",\r\n    "name":"test_group_new",\r\n    "numbers":["1111", "2222", "3333"],\r\n    "description":"just for test"\r\n}',
  })
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual({
    success: 1,
    message: 'Requested operation is done successfully',
    data: {
      name: 'test_group_new',
      numbers: ['1111', '2222', '3333'],
      description: 'just for test',
      date: { $date: { $numberLong: expect.stringMatching(/^\d{13}$/) } },
      count: 3,
    },
  })
})

test('the request of the SQS page is answered as on the page', async () => {
  const mock = await started()
  const answer = await fetch(`${mock.url}/sqs/api/groups/By5li9cbFR53VLv6fh6z`, {
    method: 'PUT',
    headers: {
      // The page's own capitals, and the password in UTF-8.
      authorization: 'Basic Y29uZm9ybWFuY2U6R3LDvMOfZTpTb25uZTdYeQ==',
      tenant: 'northwind',
      'content-type': 'application/JSON',
      accept: 'application/JSON',
    },
    body: '{\n  "id": "By5li9cbFR53VLv6fh6z",\n  "ownerId": "967178860",\n  "name" : "CherokeeNation"\n}',
  })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/json;charset=UTF-8')
  expect(await answer.json()).toEqual({
    created: '2020-01-20T13:43:01.000+0000',
    updated: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/),
    id: 'By5li9cbFR53VLv6fh6z',
    ownerId: '967178860',
    name: 'CherokeeNation',
  })
})

test.skipIf(!hasCurl)('the printed curl lines work as they are (needs curl and bash)', async () => {
  const mock = await started()
  const lines = describeMock(mock)
    .split('\n')
    .filter((line) => line.trim().startsWith('curl '))
  const answers = await Promise.all(lines.map((line) => run('bash', ['-c', line])))
  const [autodialer, sqs] = answers.map(({ stdout }) => JSON.parse(stdout))
  expect(autodialer).toMatchObject({ success: 1, data: { name: 'test_group_new', count: 3 } })
  expect(sqs).toMatchObject({ id: 'By5li9cbFR53VLv6fh6z', name: 'CherokeeNation' })
})
