import { expect, test } from 'vitest'
import { autodialer, rewritten } from './autodialer-client.ts'
import { started } from './client.ts'
import { cherokee, sqs } from './sqs-client.ts'

const bodies: readonly (readonly [string, string | Buffer])[] = [
  ['deeply nested lists', '['.repeat(200_000)],
  ['deeply nested lists that end', `{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ['a member named __proto__', '{"__proto__":{"id":"x"},"constructor":1}'],
  ['bytes at random', Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 73) % 256))],
  ['a null', 'null'],
  ['a number too large', '{"id":1e999,"_id":1e999}'],
]

test.each(bodies)('%s are no internal error, and change nothing', async (_name, body) => {
  const mock = await started()
  const before = mock.snapshot()
  for (const answer of [await sqs(mock, { body }), await autodialer(mock, { body })]) {
    expect(answer.status).toBeLessThan(500)
  }
  expect(mock.snapshot()).toEqual(before)
})

test('texts of megabytes are stored and told whole', async () => {
  const mock = await started()
  const name = '<é🐎&>'.repeat(500_000)
  const told = await sqs(mock, { body: { ...cherokee, name } })
  expect(JSON.parse(told.text).name === name).toBe(true)
  const xml = await sqs(mock, { headers: { Accept: undefined }, body: { ...cherokee, name } })
  expect(
    xml.text.includes(name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')),
  ).toBe(true)
  const numbers = Array.from({ length: 200_000 }, (_, index) => String(index))
  const { data } = JSON.parse((await autodialer(mock, { body: { ...rewritten, numbers } })).text)
  expect([data.count, data.numbers.length]).toEqual([200_000, 200_000])
})
