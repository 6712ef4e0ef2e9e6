import { expect, test } from 'vitest'
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
  expect(target.requests).toBe(3)
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
