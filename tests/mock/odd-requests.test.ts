import { expect, test } from 'vitest'
import type { Mock } from '../../mock/server.ts'
import { autodialer, rewritten } from './autodialer-client.ts'
import { type Asked, started } from './client.ts'
import { cherokee, sqs } from './sqs-client.ts'

interface Odd {
  readonly asked: Asked
  readonly status: number
  /** The body, where it matters. */
  readonly text?: string
}

/** A body of just so many bytes, which says nothing but a longer name. */
function ofLength(length: number, payload: object): string {
  const missing = length - JSON.stringify({ ...payload, name: '' }).length
  return JSON.stringify({ ...payload, name: 'x'.repeat(missing) })
}

const ofSqs: Readonly<Record<string, Odd>> = {
  'sqs-name-g-to-m-403': { asked: { body: { ...cherokee, name: 'group-N113-m' } }, status: 403 },
  'sqs-odd-accept-300': { asked: { headers: { Accept: ';;q=x,/' } }, status: 300 },
  'sqs-unknown-members-302': { asked: { body: { ...cherokee, unknown: 1 } }, status: 302 },
  'sqs-long-text-bare': { asked: { body: ofLength(65_600, cherokee) }, status: 200, text: '{}' },
  'sqs-repeated-member-listed': {
    asked: { body: JSON.stringify(cherokee).replace('{', '{"name":"first",') },
    status: 200,
    text: '[{"status":"updated"},{"status":"updated"}]',
  },
}

const ofAutodialer: Readonly<Record<string, Odd>> = {
  'autodialer-own-extension-403': { asked: { body: { ...rewritten, numbers: ['7001'] } }, status: 403 },
  'autodialer-service-numbers-500': {
    asked: { body: { ...rewritten, numbers: ['5001', '5002', '5003'] } },
    status: 500,
  },
  'autodialer-odd-accept-300': { asked: { headers: { Accept: ';;q=x,/' } }, status: 300 },
  'autodialer-no-content-type-302': { asked: { headers: { 'Content-Type': undefined } }, status: 302 },
  'autodialer-unknown-members-bare': {
    asked: { body: { ...rewritten, unknown: 1 } },
    status: 200,
    text: '{"ok":true}',
  },
  'autodialer-byte-order-mark-listed': {
    asked: { body: `\ufeff${JSON.stringify(rewritten)}` },
    status: 200,
    text: '[]',
  },
}

type Send = (mock: Mock, asked?: Asked) => ReturnType<typeof sqs>

async function expectLie(fault: string, { asked, status, text }: Odd, send: Send): Promise<void> {
  const honestly = await send(await started(), asked)
  expect([honestly.status, honestly.text]).not.toEqual([status, text ?? honestly.text])
  const mock = await started({ faults: [fault] })
  const before = mock.snapshot()
  const answer = await send(mock, asked)
  expect([answer.status, answer.text]).toEqual([status, text ?? answer.text])
  if (status === 500 || status === 403) expect(mock.snapshot()).toEqual(before)
  expect((await send(mock)).status, 'a plain update').toBe(200)
}

test.each(Object.entries(ofSqs))('%s lies', (fault, odd) => expectLie(fault, odd, sqs))

test.each(Object.entries(ofAutodialer))('%s lies', (fault, odd) => expectLie(fault, odd, autodialer))

test('sqs-name-had-before-500 lies', async () => {
  const mock = await started({ faults: ['sqs-name-had-before-500'] })
  const statuses: number[] = []
  for (const name of ['one', 'two', 'two', 'one', 'Cherokee', 'three'])
    statuses.push((await sqs(mock, { body: { ...cherokee, name } })).status)
  expect(statuses).toEqual([200, 200, 200, 500, 500, 200])
})
