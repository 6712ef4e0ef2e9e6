import { expect, test } from 'vitest'
import { ask, started } from './client.ts'
import { onlooker, sqsHeaders } from './sqs-client.ts'

test('a group can be created, read, listed and deleted, and nothing is left', async () => {
  const mock = await started()
  const before = mock.snapshot()
  const headers = sqsHeaders(mock)
  const groups = `${mock.url}/sqs/api/groups`
  const body = { ownerId: '967555', name: 'Zuni' }

  const created = await ask(groups, { method: 'POST', headers, body })
  expect(created.status).toBe(201)
  const group = JSON.parse(created.text)
  expect(group).toMatchObject(body)
  expect((await ask(groups, { method: 'POST', headers, body })).status).toBe(409)

  const read = await ask(`${groups}/${group.id}`, { headers })
  expect([read.status, JSON.parse(read.text)]).toEqual([200, group])

  const listed = JSON.parse((await ask(`${groups}?ownerId=967555`, { headers })).text)
  expect(listed).toEqual({
    _embedded: { groups: [group] },
    page: { size: 20, totalElements: 1, totalPages: 1, number: 0 },
  })
  expect(JSON.parse((await ask(groups, { headers })).text).page.totalElements).toBe(4)

  const refused = await ask(`${groups}/${group.id}`, {
    method: 'DELETE',
    headers: { ...headers, ...onlooker(mock) },
  })
  expect(refused.status).toBe(403)
  const deleted = await ask(`${groups}/${group.id}`, { method: 'DELETE', headers })
  expect([deleted.status, deleted.text]).toEqual([204, ''])
  expect((await ask(`${groups}/${group.id}`, { headers })).status).toBe(404)
  expect(mock.snapshot()).toEqual(before)
})

test('a tenant sees its own groups only', async () => {
  const mock = await started()
  const headers = { ...sqsHeaders(mock), tenant: 'southwind' }
  const listed = JSON.parse((await ask(`${mock.url}/sqs/api/groups`, { headers })).text)
  expect(listed._embedded.groups.map(({ name }: { name: string }) => name)).toEqual(['Lakota', 'Navajo'])
  expect((await ask(`${mock.url}/sqs/api/groups/By5li9cbFR53VLv6fh6z`, { headers })).status).toBe(404)
})

test('the health is told to anybody', async () => {
  const { url } = await started()
  const { status, text } = await ask(`${url}/sqs/actuator/health`, {})
  expect([status, text]).toEqual([200, '{"status":"UP"}'])
})
