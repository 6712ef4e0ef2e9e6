import { expect } from 'vitest'
import { test } from './command.ts'
import { behindGateway } from './expiring.ts'

test('a token of a gateway that expires is read again from its file', async ({ commandInProcess }) => {
  const { settings: address, file, seen } = await behindGateway({ renews: true })
  const settings = { ...address, SQS_EXTRA_HEADERS_FILE: file }
  const ran = await commandInProcess(['run', 'sqs'], { environment: settings })
  expect(ran).toMatchObject({ code: 0, stderr: '' })
  expect(ran.record.verdict).toBe('conformant')
  expect(seen.tokens).toBeGreaterThan(5)
  for (const text of [ran.stdout, ...ran.files.map((name) => ran.file(name) ?? '')])
    expect(text).not.toMatch(/token-number-\d/)
})

test('one that nobody renews is inconclusive, and names the setting', async ({ command }) => {
  const { settings: address, file } = await behindGateway({ renews: false })
  const settings = { ...address, SQS_EXTRA_HEADERS_FILE: file }
  const ran = await command(['run', 'sqs'], { environment: settings })
  expect(ran.code).toBe(3)
  expect(ran.record.verdict).toBe('inconclusive')
  expect(ran.stdout).not.toMatch(/^FAIL /m)
  expect(ran.stdout).toMatch(/answers 401 at the end\): .* let SQS_EXTRA_HEADERS_FILE name a file/)
})
