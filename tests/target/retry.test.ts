import { expect, test } from 'vitest'
import { removeGroup } from '../../helpers/fixtures/siblings.ts'
import { silenceOf } from '../../helpers/target/silence.ts'
import { answerText, targetAt, wire } from './wire.ts'

test('an overloaded server is asked again when it says so, and the last exchange counts', async () => {
  const server = await wire((_request, socket, turn) => {
    socket.write(turn < 3 ? answerText(503, ['Retry-After: 0']) : answerText(200, [], '{}'))
  })
  const target = targetAt(server.url)
  const start = performance.now()
  const exchange = (await target.send(target.updateOf('x', {}).wire)).exchange()
  expect(exchange.answer?.status).toBe(200)
  expect(server.arrived).toHaveLength(3)
  expect(target.client.requests).toBe(3)
  expect(server.arrived[2]).toEqual(server.arrived[0])
  expect(performance.now() - start).toBeLessThan(1_000)
})

test('the wait that it asks for is kept', async () => {
  const times: number[] = []
  const server = await wire((_request, socket, turn) => {
    times.push(performance.now())
    socket.write(turn === 1 ? answerText(429, ['Retry-After: 1']) : answerText(200))
  })
  const target = targetAt(server.url)
  await target.send(target.updateOf('x', {}).wire)
  const [first = 0, second = 0] = times
  expect(second - first).toBeGreaterThanOrEqual(990)
  const { waiting = [] } = target.client.traffic.summary() ?? {}
  expect(waiting.filter((count) => count > 0).length).toBeGreaterThan(90)
})

test('one that stays overloaded is left alone after three more attempts', async () => {
  const server = await wire((_request, socket) => socket.write(answerText(503, ['Retry-After: 0'])))
  const target = targetAt(server.url)
  const exchange = (await target.send(target.updateOf('x', {}).wire)).exchange()
  expect(exchange.answer?.status).toBe(503)
  expect(server.arrived).toHaveLength(4)
})

test('a connection that was cut off is tried once more', async () => {
  const server = await wire((_request, socket, turn) => {
    if (turn === 1) socket.resetAndDestroy()
    else socket.write(answerText(200))
  })
  const target = targetAt(server.url)
  const exchange = (await target.send(target.updateOf('x', {}).wire)).exchange()
  expect(exchange.answer?.status).toBe(200)
  expect(server.arrived).toHaveLength(2)
})

test.for([400, 401, 404, 500, 502])('%i is an answer: nothing is asked again', async (status) => {
  const server = await wire((_request, socket) => socket.write(answerText(status)))
  const target = targetAt(server.url)
  const exchange = (await target.send(target.updateOf('x', {}).wire)).exchange()
  expect(exchange.answer?.status).toBe(status)
  expect(server.arrived).toHaveLength(1)
})

test('where idle connections are closed, requests go on new ones', async () => {
  const used = new WeakSet<object>()
  const server = await wire((_request, socket) => {
    // Each connection is good for one answer, and says nothing of it.
    if (used.has(socket)) socket.resetAndDestroy()
    else socket.write(answerText(200))
    used.add(socket)
  })
  const target = targetAt(server.url)
  const send = async () => (await target.send(target.updateOf('x', {}).wire)).exchange().answer?.status
  await Promise.all([send(), send()])
  for (let nth = 0; nth < 4; nth++) expect(await send()).toBe(200)
})

test('a removal whose answer was lost, and that finds nothing when asked again, was carried out', async () => {
  const lost = await wire((_request, socket, turn) => {
    if (turn === 1) socket.resetAndDestroy()
    else socket.write(answerText(404))
  })
  expect(await removeGroup(targetAt(lost.url), 'x')).toEqual({ value: true })
  const never = await wire((_request, socket) => socket.write(answerText(404)))
  expect(await removeGroup(targetAt(never.url), 'x')).toMatchObject({
    instead: expect.stringContaining('404'),
  })
})

test('what stays overloaded names --rate, and what was taken', async () => {
  const never = await wire((_request, socket) => socket.write(answerText(429, ['Retry-After: 60'])))
  const target = targetAt(never.url)
  const { result } = await target.send(target.updateOf('x', {}).wire)
  expect(target.client.silenceOf(result)).toBe(
    'the server was overloaded (429) after all retries: look at --rate, or run again later',
  )
  expect(silenceOf(result, { refused: 3, rate: 47 })).toContain(
    'it took about 40 requests a second; try --rate 40',
  )
})
