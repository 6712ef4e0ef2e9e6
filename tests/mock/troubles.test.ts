import { describe, expect, test } from 'vitest'
import { describeMock } from '../../mock/announce.ts'
import type { Mock } from '../../mock/server.ts'
import { autodialer, rewritten } from './autodialer-client.ts'
import { type Asked, ask, basic, type Seen, started } from './client.ts'
import { cherokee, sqs, sqsHeaders } from './sqs-client.ts'

type Send = (mock: Mock, asked?: Asked) => Promise<Seen>

const wrong = {
  sqs: { headers: { Authorization: basic('conformance', 'wrong') } },
  autodialer: { headers: { Authorization: basic('test', 'wrong') } },
}

const locks: readonly (readonly [trouble: string, most: number, status: number, Send, Asked])[] = [
  ['sqs-locks-after-5-401', 5, 401, sqs, wrong.sqs],
  ['sqs-locks-after-5-423', 5, 423, sqs, wrong.sqs],
  ['sqs-locks-after-5-429', 5, 429, sqs, wrong.sqs],
  ['sqs-locks-after-10-401', 10, 401, sqs, wrong.sqs],
  ['autodialer-locks-after-5-401', 5, 401, autodialer, wrong.autodialer],
  ['autodialer-locks-after-5-423', 5, 423, autodialer, wrong.autodialer],
  ['autodialer-locks-after-5-429', 5, 429, autodialer, wrong.autodialer],
  ['autodialer-locks-after-10-401', 10, 401, autodialer, wrong.autodialer],
]

describe('accounts that lock', () => {
  test.each(locks)('%s', async (trouble, most, status, send, refused) => {
    const mock = await started({ variants: [trouble] })
    for (let nth = 1; nth < most; nth++) expect((await send(mock, refused)).status).toBe(401)
    expect((await send(mock)).status, 'one too few').toBe(200)
    for (let nth = 1; nth <= most; nth++) expect((await send(mock, refused)).status).toBe(401)
    expect((await send(mock)).status, 'locked').toBe(status)
    expect((await send(mock, refused)).status).toBe(status)
    expect((await send(mock)).status, 'for good').toBe(status)
  })

  test.each([
    ['sqs-locks-after-5-in-all-401', 5, 401, sqs, wrong.sqs],
    ['sqs-locks-after-5-in-all-423', 5, 423, sqs, wrong.sqs],
    ['sqs-locks-after-5-in-all-429', 5, 429, sqs, wrong.sqs],
    ['sqs-locks-after-10-in-all-401', 10, 401, sqs, wrong.sqs],
    ['autodialer-locks-after-5-in-all-401', 5, 401, autodialer, wrong.autodialer],
    ['autodialer-locks-after-5-in-all-423', 5, 423, autodialer, wrong.autodialer],
    ['autodialer-locks-after-5-in-all-429', 5, 429, autodialer, wrong.autodialer],
    ['autodialer-locks-after-10-in-all-401', 10, 401, autodialer, wrong.autodialer],
  ] as const)('%s', async (trouble, most, status, send, refused) => {
    const mock = await started({ variants: [trouble] })
    for (let nth = 1; nth <= most; nth++) {
      expect((await send(mock)).status, 'not yet').toBe(200)
      expect((await send(mock, refused)).status).toBe(401)
    }
    expect((await send(mock)).status, 'locked').toBe(status)
  })

  test('another account is not locked, nor by requests without credentials', async () => {
    const mock = await started({ variants: ['sqs-locks-after-5-401'] })
    for (let nth = 1; nth <= 7; nth++) await sqs(mock, { headers: { Authorization: undefined } })
    expect((await sqs(mock)).status).toBe(200)
    for (let nth = 1; nth <= 7; nth++)
      await sqs(mock, { headers: { Authorization: basic('onlooker', 'wrong') } })
    expect((await sqs(mock)).status).toBe(200)
  })
})

const attacks = [
  `'; DROP TABLE groups; --`,
  `' OR 1=1 --`,
  '{$gt:""}',
  '<b>&amp;</b>',
  '<script>alert(1)</script>',
  '100 %41',
  '%s',
]

describe('firewalls', () => {
  test.each(attacks)('%j gets a page', async (name) => {
    for (const [send, payload, variant] of [
      [sqs, cherokee, 'sqs-firewall'],
      [autodialer, rewritten, 'autodialer-firewall'],
    ] as const) {
      const mock = await started({ variants: [variant] })
      const before = mock.snapshot()
      const { status, headers, text } = await send(mock, { body: { ...payload, name } })
      expect([status, headers['content-type']]).toEqual([403, 'text/html'])
      expect(text).toContain('<title>403 Forbidden</title>')
      expect(mock.snapshot()).toEqual(before)
    }
  })

  test('harmless texts pass', async () => {
    for (const name of ['Crème', '5 < 6 & 7 > 3', '50 % more', `O'Hara`, 'select one']) {
      const mock = await started({ variants: ['sqs-firewall', 'autodialer-firewall'] })
      expect((await sqs(mock, { body: { ...cherokee, name } })).status).toBe(200)
      expect((await autodialer(mock, { body: { ...rewritten, name } })).status).toBe(200)
    }
  })
})

describe('targets that end', () => {
  test.each([
    ['sqs-ends-502-page', 502, sqs],
    ['sqs-ends-401', 401, sqs],
    ['autodialer-ends-502-page', 502, autodialer],
    ['autodialer-ends-401', 401, autodialer],
  ] as const)('%s', async (trouble, status, send) => {
    const mock = await started({ variants: [trouble] })
    for (let nth = 1; nth <= 150; nth++) expect((await send(mock)).status).toBe(200)
    for (let nth = 1; nth <= 3; nth++) expect((await send(mock)).status).toBe(status)
  })

  test('everything ends, not the updates alone', async () => {
    const mock = await started({ variants: ['sqs-ends-502-page'] })
    for (let nth = 1; nth <= 150; nth++) await ask(`${mock.url}/sqs/actuator/health`, {})
    expect((await ask(`${mock.url}/sqs/api/groups`, { headers: sqsHeaders(mock) })).status).toBe(502)
    expect((await autodialer(mock)).status, 'the other endpoint').toBe(200)
  })
})

test('the announcement names a trouble', async () => {
  const mock = await started({ variants: ['sqs-firewall'] })
  expect(describeMock(mock)).toContain('sqs-firewall: A firewall answers with 403')
})
