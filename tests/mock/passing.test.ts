import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Mock } from '../../mock/server.ts'
import { autodialer, rewritten } from './autodialer-client.ts'
import { type Asked, ask, type Seen, started } from './client.ts'
import { cherokee, sqs, sqsHeaders, storedSqs } from './sqs-client.ts'

type Send = (mock: Mock, asked?: Asked) => Promise<Seen>

const passing: readonly (readonly [variant: string, status: number, type: string, send: Send])[] = [
  ['sqs-one-502', 502, 'text/html', sqs],
  ['sqs-one-503', 503, 'text/plain;charset=UTF-8', sqs],
  ['sqs-one-401', 401, 'application/json', sqs],
  ['sqs-one-429', 429, 'application/json', sqs],
  ['autodialer-one-502', 502, 'text/html', autodialer],
  ['autodialer-one-503', 503, 'text/plain;charset=UTF-8', autodialer],
  ['autodialer-one-401', 401, 'application/json', autodialer],
  ['autodialer-one-429', 429, 'application/json', autodialer],
]

test.each(passing)(
  '%s answers the sixtieth update with %i, and no other',
  async (variant, status, type, send) => {
    const mock = await started({ variants: [variant] })
    const answers: Seen[] = []
    for (let nth = 1; nth <= 130; nth++) answers.push(await send(mock))
    expect(answers.flatMap((answer, at) => (answer.status === 200 ? [] : [at + 1]))).toEqual([60])
    expect(answers[59]).toMatchObject({ status, headers: { 'content-type': type } })
    expect('retry-after' in (answers[59]?.headers ?? {})).toBe(status === 429)
  },
)

test('the page of the gateway has a title, and the update is not carried out', async () => {
  const mock = await started({ variants: ['sqs-one-502'] })
  for (let nth = 1; nth <= 59; nth++) await sqs(mock)
  const { text } = await sqs(mock, { body: { ...cherokee, name: 'unlucky' } })
  expect(text).toContain('<title>502 Bad Gateway</title>')
  expect(await storedSqs(mock)).toMatchObject({ name: 'CherokeeNation' })
})

/** When the group that is shown is the one that was written, in milliseconds from the answer on. */
async function lagOf(shownName: () => Promise<unknown>, written: string): Promise<number> {
  const from = performance.now()
  while ((await shownName()) !== written) await sleep(10)
  return performance.now() - from
}

// On a busy machine a read may itself come late.
describe('reads that lag behind writes', { retry: 2 }, () => {
  test.each([
    ['sqs-all-reads-lag-200', 200],
    ['sqs-all-reads-lag-600', 600],
  ])('%s', async (variant, lag) => {
    const mock = await started({ variants: [variant] })
    const name = async () => Object(await storedSqs(mock)).name
    expect(await name()).toBe('Cherokee')
    await sqs(mock)
    expect(await name()).toBe('Cherokee')
    expect(await lagOf(name, 'CherokeeNation')).toBeGreaterThan(lag - 50)

    const headers = sqsHeaders(mock)
    const body = { ownerId: '967555', name: 'Zuni' }
    const { text } = await ask(`${mock.url}/sqs/api/groups`, { method: 'POST', headers, body })
    const { id } = JSON.parse(text)
    expect(await storedSqs(mock, id)).toEqual({ message: 'no such group' })
    expect((await sqs(mock, { body: { ...body, id } }, id)).status, 'writes are not late').toBe(200)
    await sleep(lag + 50)
    expect(await storedSqs(mock, id)).toMatchObject(body)
    await sqs(mock, { method: 'DELETE', body: undefined }, id)
    expect(await storedSqs(mock, id)).toMatchObject(body)
    await sleep(lag + 50)
    expect(await storedSqs(mock, id)).toEqual({ message: 'no such group' })
  })

  test.each([
    ['autodialer-all-reads-lag-200', 200],
    ['autodialer-all-reads-lag-600', 600],
  ])('%s', async (variant, lag) => {
    const mock = await started({ variants: [variant] })
    const shown = async () => JSON.parse((await autodialer(mock, { body: {} }, 'search')).text).data.data
    const name = async () => (await shown())[0].name
    expect(await name()).toBe('test_group')
    await autodialer(mock)
    expect(await name()).toBe('test_group')
    expect(await lagOf(name, rewritten.name)).toBeGreaterThan(lag - 50)

    await autodialer(mock, { body: { name: 'fresh' } }, 'add')
    expect(await shown()).toHaveLength(3)
    await sleep(lag + 50)
    expect(await shown()).toHaveLength(4)
  })
})

describe('reads that show updates late, and nothing else', { retry: 2 }, () => {
  test('sqs-reads-lag', async () => {
    const mock = await started({ variants: ['sqs-reads-lag'] })
    await sqs(mock)
    expect(await storedSqs(mock)).toMatchObject({ name: 'Cherokee' })
    const name = async () => Object(await storedSqs(mock)).name
    expect(await lagOf(name, 'CherokeeNation')).toBeGreaterThan(150)
  })

  test('autodialer-reads-lag', async () => {
    const mock = await started({ variants: ['autodialer-reads-lag'] })
    const shown = async () => JSON.parse((await autodialer(mock, { body: {} }, 'search')).text).data.data
    await autodialer(mock)
    expect((await shown())[0].name).toBe('test_group')
    await autodialer(mock, { body: { name: 'fresh' } }, 'add')
    expect(await shown()).toHaveLength(4)
    expect(await lagOf(async () => (await shown())[0].name, rewritten.name)).toBeGreaterThan(150)
  })
})

test('sqs-owner-fixed-422 refuses another owner, and stores nothing', async () => {
  const mock = await started({ variants: ['sqs-owner-fixed-422'] })
  const before = mock.snapshot()
  const { status, text } = await sqs(mock, { body: { ...cherokee, ownerId: '967555' } })
  expect([status, JSON.parse(text)]).toEqual([422, { message: 'ownerId cannot change', errorCode: 1 }])
  expect(mock.snapshot()).toEqual(before)
  expect((await sqs(mock, { body: { ...cherokee, name: '' } })).status).toBe(412)
  expect((await sqs(mock)).status).toBe(200)
})

test.each([
  ['sqs-accept-without-weights', 'application/json;q=0.1, application/xml;q=0.9', 'json'],
  ['sqs-accept-without-weights', 'text/plain, application/XML;q=0.1, application/json', 'xml'],
  ['sqs-accept-without-weights', '*/*', 'xml'],
  ['sqs-accept-any-json', 'application/xml, application/JSON;q=0.1', 'json'],
  ['sqs-accept-any-json', 'application/xml', 'xml'],
])('%s answers %s in %s', async (variant, accept, format) => {
  const mock = await started({ variants: [variant] })
  const { status, headers } = await sqs(mock, { headers: { Accept: accept } })
  expect([status, headers['content-type']]).toEqual([200, `application/${format};charset=UTF-8`])
  const silent = await sqs(mock, { headers: { Accept: undefined } })
  expect(silent.headers['content-type']).toBe('application/xml;charset=UTF-8')
})
