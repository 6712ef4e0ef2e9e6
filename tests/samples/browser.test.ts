import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect } from 'vitest'
import { type Mock, startMock } from '../../mock/server.ts'
import { ContractData, object } from '../contract/contract-data.ts'
import { test } from '../report/page/chromium.ts'
import { sample } from './sample.ts'

/** What the sample loads from a public address; tests have no network. */
const jquery = createRequire(import.meta.url).resolve('jquery/dist/jquery.min.js')

const autodialer = new ContractData('autodialer')
const { _id: known, ...sent } = object(autodialer.requestSample)
const stored: unknown = { id: known, ...sent }

let mock: Mock
beforeEach(async () => {
  mock = await startMock()
})
afterEach(() => mock.close())

test("the Autodialer page's sample in JavaScript updates the group and gets the documented answer", async ({
  newPage,
}) => {
  const { answer, printed } = await run(await newPage(), mock, sample('autodialer.html', mock.url))
  expect(autodialer.problems('UpdatedAnswer', answer)).toEqual([])
  expect(answer).toMatchObject({ success: 1, data: { ...sent, count: 3 } })
  expect(mock.snapshot()).toMatchObject({ autodialer: expect.arrayContaining([stored]) })
  // jQuery hands `always` the parsed answer in place of the request where all went well: the sample looks for a status
  // in it. Where jQuery could not read the answer it hands over the request, and a status is printed.
  expect(printed).toEqual(['response code: undefined undefined', 'response body: undefined'])
})

test('the same sample is told that there is no such group', async ({ newPage }) => {
  const before = mock.snapshot()
  const id = { from: String(known), to: '6033876dc92de036d1390000' }
  const { answer } = await run(await newPage(), mock, sample('autodialer.html', mock.url, id))
  expect(autodialer.problems('Refusal', answer)).toEqual([])
  expect(answer).toMatchObject({ success: 0 })
  expect(mock.snapshot()).toEqual(before)
})

/**
 * Opens the page as if the service itself served it, under the service's own address. From any other origin a browser
 * would first ask for leave (CORS), of which no document says that the service gives it.
 */
async function run(page: Page, { url }: Mock, html: string) {
  const printed: string[] = []
  page.on('console', (message) => printed.push(message.text()))
  await page.route('https://ajax.googleapis.com/**/3.5.1/jquery.min.js', (route) =>
    route.fulfill({ path: jquery }),
  )
  await page.route(`${url}/sample.html`, (route) => route.fulfill({ body: html, contentType: 'text/html' }))
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  const logged = page.waitForEvent('console', (message) => message.text().startsWith('response body'))
  await page.goto(`${url}/sample.html`)
  const [response] = await Promise.all([answered, logged])
  return { answer: await response.json(), printed: printed.filter((line) => line.startsWith('response')) }
}
