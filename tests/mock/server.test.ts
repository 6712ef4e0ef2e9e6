import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test, vi } from 'vitest'
import { describeMock } from '../../mock/announce.ts'
import { faults, troubles, variants } from '../../mock/catalogue.ts'
import { listFaults } from '../../mock/list-faults.ts'
import { startMock } from '../../mock/server.ts'
import { autodialer } from './autodialer-client.ts'
import { started } from './client.ts'
import { cherokee, sqs } from './sqs-client.ts'

test('every fault, variant and trouble has one id of its own, named after its endpoint', () => {
  const ids = [...faults, ...variants, ...troubles].map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(id).toMatch(/^(sqs|autodialer)(-[a-z0-9]+)+$/)
})

test('the list and the announcement name what there is', async () => {
  const listed = listFaults()
  for (const { id } of [...faults, ...variants, ...troubles]) expect(listed).toContain(`  ${id}`)
  const mock = await started({ faults: ['sqs-forgets'], variants: ['autodialer-no-siblings'] })
  const text = describeMock(mock)
  expect(text).toContain('fault sqs-forgets: The update is reported and never stored.')
  expect(text).toContain('variant autodialer-no-siblings: ')
  expect(text).toContain(`SQS_BASE_URL=${mock.url}`)
  expect(describeMock(await started())).toContain('none: it behaves as documented')
})

test('a list can be narrowed to what fits a glob', () => {
  const narrowed = listFaults('sqs-pair-*')
  expect(narrowed).toContain('  sqs-pair-own ')
  expect(narrowed).not.toMatch(/autodialer|sqs-forgets|Variants:/)
  expect(() => listFaults('sqs-pear-own')).toThrow(/--list sqs-pear-own fits no .* sqs-pair-own/)
})

test('raw requests are kept when asked for, and only then', async () => {
  const keeping = await started({ keepRequests: true })
  await sqs(keeping)
  await sqs(keeping, { body: '{' })
  const [first, second] = keeping.requests
  expect(keeping.requests).toHaveLength(2)
  expect(first).toMatchObject({ method: 'PUT', url: `/sqs/api/groups/${cherokee.id}` })
  expect(first?.rawHeaders).toContain('tenant')
  expect(second?.body.toString()).toBe('{')
  const forgetful = await started()
  await sqs(forgetful)
  expect(forgetful.requests).toEqual([])
})

test('an answer can be held back', async () => {
  const mock = await started({ delay: 150 })
  const before = performance.now()
  await autodialer(mock)
  expect(performance.now() - before).toBeGreaterThan(140)
})

test('requests of one connection carry one number', async () => {
  const mock = await started({ keepRequests: true })
  const { port } = new URL(mock.url)
  const health = 'GET /sqs/actuator/health HTTP/1.1\r\nHost: x\r\n'
  for (let connection = 0; connection < 2; connection++) {
    const socket = connect(Number(port), '127.0.0.1')
    socket.end(`${health}\r\n${health}Connection: close\r\n\r\n`)
    socket.resume()
    await once(socket, 'close')
  }
  expect(mock.requests.map(({ connection }) => connection)).toEqual([1, 1, 2, 2])
})

test('a client that goes away does no harm', async () => {
  const mock = await started()
  const { port } = new URL(mock.url)
  const socket = connect(Number(port), '127.0.0.1')
  socket.write('PUT /sqs/api/groups/x HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{')
  await once(socket, 'connect')
  socket.destroy()
  expect((await sqs(mock)).status).toBe(200)
})

test('closing does not wait for an answer that is held back', async () => {
  const mock = await startMock({ delay: 60_000, keepRequests: true })
  const answer = sqs(mock).catch((error: Error) => error)
  await vi.waitUntil(() => mock.requests.length === 1)
  await mock.close()
  expect(await answer).toBeInstanceOf(Error)
})

test('closing twice is harmless', async () => {
  const mock = await startMock()
  await Promise.all([mock.close(), mock.close()])
  await expect(mock.close()).resolves.toBeUndefined()
})

test.for([70_000, -1, 1.5, Number.NaN])('port %s is an error that says what is expected', async (port) => {
  await expect(startMock({ port })).rejects.toThrow(
    `port is ${port}; expected a whole number from 0 to 65535`,
  )
})

test('a port that is taken is an error', async () => {
  const { url } = await started()
  await expect(startMock({ port: Number(new URL(url).port) })).rejects.toThrow('EADDRINUSE')
})
