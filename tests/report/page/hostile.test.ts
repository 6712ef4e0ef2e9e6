import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { renderHtml } from '../../../helpers/report/html.ts'
import { attackingRecord, attackOn, listen } from './attacks.ts'
import { test } from './chromium.ts'

let server: Awaited<ReturnType<typeof listen>>
beforeAll(async () => {
  server = await listen()
})
afterAll(() => server.close())

test('texts of a server run nothing, load nothing and add nothing to the page', async ({ open }) => {
  const page = await open(renderHtml(attackingRecord(server.url)))
  await touchEverything(page)
  expect(await harm(page)).toEqual(none)
  expect(await strangers(page)).toBe(0)
  expect(await page.locator('.check .saw').first().textContent()).toContain(attackOn(server.url))
})

test('even markup that got through would run and load nothing', async ({ open }) => {
  const got = withMarkup(renderHtml(attackingRecord(server.url)))
  const page = await open(got)
  await touchEverything(page)
  expect(await strangers(page)).toBeGreaterThan(0)
  expect(await harm(page)).toEqual(none)
})

test('without the policy it would: the attacks above are real', async ({ open }) => {
  const policy = /<meta http-equiv="Content-Security-Policy"[^>]*>/
  const page = await open(withMarkup(renderHtml(attackingRecord(server.url)).replace(policy, '')))
  await expect.poll(() => page.evaluate('window.ran')).toBe(1)
  await expect.poll(() => server.asked).toContain('/a')
  server.asked.length = 0
})

/** The attacks as markup, all but the one that no policy has a say in: to send the reader elsewhere. */
function withMarkup(page: string): string {
  return page.replace('<main>', `<main>${attackOn(server.url).replace('<meta', '<x')}`)
}

const none = { ran: null, asked: [], at: 'file:' }

async function harm(page: Page) {
  const ran = await page.evaluate('window.ran ?? null')
  return { ran, asked: server.asked, at: new URL(page.url()).protocol }
}

/** Opens all there is to open and moves over it. */
async function touchEverything(page: Page): Promise<void> {
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
  await page.evaluate(
    "for (const each of document.querySelectorAll('*')) each.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }))",
  )
  await page.waitForTimeout(300)
  expect(dialogs).toEqual([])
}

/** How many elements there are that the page has no use for. */
function strangers(page: Page): Promise<number> {
  const elements = 'body script:not(:last-child), img, image, iframe, link, base, body meta, body style'
  const attributes = '[onerror], [onload], [onmouseover], [onfocus], [autofocus], body [style], [srcdoc]'
  return page.locator(`${elements}, ${attributes}`).count()
}
