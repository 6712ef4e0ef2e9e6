import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import { describe, expect, onTestFinished, test } from 'vitest'
import { renderHar } from '../../helpers/report/har.ts'
import { hostileRecord } from './hostile-record.ts'
import { test as browserTest } from './page/chromium.ts'
import { withChecks } from './records.ts'

const ajv = new Ajv({ strict: false, allErrors: true })
formats.default(ajv)
const schemas: Readonly<Record<string, object>> = createRequire(import.meta.url)('har-schema')
for (const [name, schema] of Object.entries(schemas)) {
  // The drafts differ in nothing that these schemas use; ajv knows the newer one by heart.
  if (name !== 'har') ajv.addSchema({ ...schema, $schema: 'http://json-schema.org/draft-07/schema#' })
}
const valid = ajv.compile({ ...schemas.har, $schema: 'http://json-schema.org/draft-07/schema#' })

interface Har {
  readonly log: {
    readonly pages: readonly { readonly id: string; readonly title: string }[]
    readonly entries: readonly {
      readonly pageref: string
      readonly comment: string
      readonly request: { readonly url: string; readonly postData?: { readonly text: string } }
      readonly response: { readonly status: number; readonly _error?: string }
    }[]
  }
}

function harOf(record = hostileRecord()): Har {
  return JSON.parse(renderHar(record))
}

const plain = (record = hostileRecord(), url = 'http://127.0.0.1:1/groups/%zz/../[1]?a=1&b=گ') =>
  withChecks(record, (check) => ({
    ...check,
    ...(check.exchanges && {
      exchanges: check.exchanges.map((exchange) => ({
        ...exchange,
        request: { ...exchange.request, url },
        curl: `${exchange.curl} ${check.id}`,
      })),
    }),
  }))

describe('the HTTP archive', () => {
  test('is HAR 1.2, whatever the texts of a record hold; what is none is refused', () => {
    expect(valid(harOf())).toBe(true)
    expect(valid(harOf(plain()))).toBe(true)
    const { log } = harOf()
    expect(valid({ log: { ...log, entries: [{ ...log.entries[0], time: 'long' }] } })).toBe(false)
  })

  test('has each exchange of the record once, with every check that shows it', () => {
    expect(harOf().log.entries).toHaveLength(1)
    expect(harOf().log.entries[0]?.comment.split('\n')).toHaveLength(10)
    const { entries, pages } = harOf(plain()).log
    expect(entries).toHaveLength(10)
    expect(entries.map(({ pageref }) => pageref).sort()).toEqual(pages.map(({ id }) => id).sort())
    expect(pages.map(({ title }) => title)).toContainEqual(
      expect.stringMatching(/^fail: first\/check-fail: /),
    )
    expect(entries[0]?.request.postData?.text).toContain('emoji')
  })

  test('writes addresses as they were sent, but for what none may hold', () => {
    expect(harOf(plain()).log.entries[0]?.request.url).toBe(
      'http://127.0.0.1:1/groups/%25zz/../%5B1%5D?a=1&b=%DA%AF',
    )
  })

  test('shows a request without an answer as browsers do', () => {
    const unanswered = withChecks(hostileRecord(), (check) => ({
      ...check,
      ...(check.exchanges && {
        exchanges: check.exchanges.map(({ answer: _, ...exchange }) => ({
          ...exchange,
          failure: { kind: 'deadline' as const, message: 'no answer within 10 s' },
        })),
      }),
    }))
    expect(valid(harOf(unanswered))).toBe(true)
    expect(harOf(unanswered).log.entries[0]?.response).toMatchObject({
      status: 0,
      _error: 'no answer within 10 s',
    })
  })
})

browserTest('a browser shows from it what a server sent', async ({ newPage }) => {
  const folder = mkdtempSync(join(tmpdir(), 'group-update-conformance-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'run.har')
  const url = 'http://127.0.0.1:1/groups/7'
  const record = withChecks(plain(hostileRecord(), url), (check) => ({
    ...check,
    ...(check.exchanges && {
      exchanges: check.exchanges.map((exchange) => ({
        ...exchange,
        request: { method: 'GET', url, headers: [] },
        answer: { status: 200, headers: [['Content-Type', 'text/plain']], body: 'sent', bytes: 4 },
      })),
    }),
  }))
  writeFileSync(file, renderHar(record))
  const page = await newPage()
  await page.routeFromHAR(file)
  await page.goto(url)
  expect(await page.locator('body').textContent()).toBe('sent')
  expect(readFileSync(file, 'utf8')).toContain('"version": "1.2"')
})
