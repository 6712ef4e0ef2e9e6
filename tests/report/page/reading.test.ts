import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished } from 'vitest'
import { compareRecords } from '../../../helpers/report/compare.ts'
import { renderHtml } from '../../../helpers/report/html.ts'
import { comparisonFormats } from '../../../helpers/report/render-comparison.ts'
import { targetFormats } from '../../../helpers/report/render-targets.ts'
import { recordOfFindings, recordWithConsequences, withChecks } from '../records.ts'
import { axeFindings } from './axe.ts'
import { test } from './chromium.ts'

const record = recordOfFindings(20)
const html = renderHtml(record)
const telephone = { viewport: { width: 390, height: 844 } }

describe('layout', () => {
  test('on a telephone the first finding is on the first screen', async ({ open }) => {
    const page = await open(html, telephone)
    const box = await page.locator('.finding').first().boundingBox()
    expect((box?.y ?? 1_000) + (box?.height ?? 0)).toBeLessThan(844)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
  })

  test('findings come before the matrix, and seed and digests last', async ({ open }) => {
    const page = await open(html, telephone)
    const tops = await Promise.all(
      ['h1', '.findings', '.picture', '.traffic', '.endpoint', 'footer'].map(
        async (part) => (await page.locator(part).first().boundingBox())?.y ?? 0,
      ),
    )
    expect(tops).toEqual(tops.toSorted((a, b) => a - b))
    expect(await page.locator('footer').innerText()).toMatch(/seed\s+1\s.*sha256:/s)
    expect(await page.locator('header').innerText()).not.toContain('sha256')
    await page.setViewportSize({ width: 1440, height: 900 })
    const boxes = [page.locator('.findings'), page.locator('.picture')].map((part) => part.boundingBox())
    const [findings, picture] = await Promise.all(boxes)
    expect(picture?.y).toBe(findings?.y)
  })

  test.for([390, 1440])('what can be pressed is 24 px wide and high: %i wide', async (width, { open }) => {
    const page = await open(html, { viewport: { width, height: 900 } })
    await page.locator('#choices summary').click()
    await page.locator('#open-all').click()
    const small = await page.evaluate<string[]>(`
      Array.from(document.querySelectorAll('a, button, summary, label, input[type="search"]'))
        .filter((each) => each.checkVisibility() && getComputedStyle(each).display !== 'inline')
        .filter((each) => { const { width, height } = each.getBoundingClientRect(); return width < 24 || height < 24 })
        .map((each) => each.outerHTML.slice(0, 120))`)
    expect(small.filter((each) => !each.includes('class="skip"'))).toEqual([])
  })

  test('prints findings with numbers, and nothing else, on fewer than ten pages', async ({ open }) => {
    const page = await open(html)
    const paper = (await page.pdf({ format: 'A4' })).toString('latin1')
    const pages = paper.match(/\/Type\s*\/Page\b/g)?.length ?? 0
    expect(pages).toBeGreaterThan(1)
    expect(pages).toBeLessThan(10)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.finding:visible').count()).toBe(20)
    expect(
      await page.locator('.picture:visible, .endpoint:visible, form:visible, .traffic:visible').count(),
    ).toBe(0)
    expect(await page.evaluate("getComputedStyle(document.querySelector('.finding')).listStyleType")).toBe(
      'decimal',
    )
  })

  test('is readable without style and script, as under the content policy of Jenkins', async ({
    newPage,
  }) => {
    const server = createServer((_, response) =>
      response
        .setHeader(
          'Content-Security-Policy',
          "sandbox allow-same-origin; default-src 'none'; img-src 'self'; style-src 'self';",
        )
        .setHeader('Content-Type', 'text/html; charset=utf-8')
        .end(html),
    )
    onTestFinished(() => void server.close())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const page = await newPage({ viewport: { width: 1280, height: 900 } })
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    expect(await page.evaluate('getComputedStyle(document.body).marginTop')).not.toBe('0px')
    const pictures = await page.evaluate<string[]>(`
      Array.from(document.querySelectorAll('svg'))
        .filter((each) => each.checkVisibility() && each.clientWidth !== Number(each.getAttribute('width')))
        .map((each) => each.outerHTML.slice(0, 120))`)
    expect(pictures).toEqual([])
    const box = await page.locator('.finding').first().boundingBox()
    expect(box?.y).toBeLessThan(900)
    expect(await page.locator('#filters').isVisible()).toBe(false)
  })
})

describe('the way about the page', () => {
  test.for([390, 1440])('a link never leads under the bar: %i wide', async (width, { open }) => {
    const page = await open(html, { viewport: { width, height: 500 } }, '#first/broken-12')
    const gap = () =>
      page.evaluate<number>(`(() => {
        const form = document.getElementById('filters')
        const over = getComputedStyle(form).position === 'sticky' ? form.getBoundingClientRect().bottom : 0
        return document.querySelector(':target').getBoundingClientRect().top - over
      })()`)
    await expect.poll(gap).toBeGreaterThanOrEqual(0)
    await page.locator('#choices summary').click()
    await page.evaluate("location.hash = '#first/broken-3'")
    await expect.poll(gap).toBeGreaterThanOrEqual(0)
    await page.keyboard.press('n')
    await expect.poll(gap).toBeGreaterThanOrEqual(0)
  })

  test('the skip link comes first, and leads to the findings', async ({ open }) => {
    const page = await open(html)
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.className')).toBe('skip')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('findings')
  })

  test('n and p go from finding to finding, of those that are shown', async ({ open }) => {
    const page = await open(html)
    const press = async (key: string) => {
      await page.keyboard.press(key)
      return page.evaluate('document.activeElement.id')
    }
    expect(await press('n')).toBe('finding-1')
    expect(await press('n')).toBe('finding-2')
    expect(await press('p')).toBe('finding-1')
    expect(await press('p')).toBe('finding-20')
    expect(page.url()).toMatch(/#finding-20$/)
    await page.locator('#words').fill('broken-7')
    await page.locator('#next').click()
    expect(await page.evaluate('document.activeElement.id')).toBe('finding-7')
  })

  test('search finds requirement ids and causes, in findings, checks and the matrix', async ({ open }) => {
    const page = await open(renderHtml(recordWithConsequences()))
    const shown = async (words: string) => {
      await page.locator('#words').fill(words)
      const count = (part: string) => page.locator(`${part}:not([hidden])`).count()
      return { findings: await count('.finding'), checks: await count('.check'), marks: await count('.mark') }
    }
    expect(await shown('third-duty')).toEqual({ findings: 0, checks: 1, marks: 1 })
    expect(await shown('200 instead of unauthenticated')).toEqual({ findings: 1, checks: 1, marks: 1 })
    expect(await shown('no such words')).toEqual({ findings: 0, checks: 0, marks: 0 })
    expect(await page.locator('.findings .of:visible').count()).toBe(0)
  })

  test('what was chosen stands in the address, and is there again when it is opened', async ({ open }) => {
    const page = await open(html)
    await page.locator('#words').fill('broken-1')
    await page.locator('#choices summary').click()
    await page.locator('[name="level"][value="MUST"]').check({ force: true })
    const { searchParams } = new URL(page.url())
    expect(Object.fromEntries(searchParams)).toEqual({ words: 'broken-1', level: 'MUST' })
    await page.goto(`${page.url()}&viewer=7`)
    expect(await page.locator('.finding:not([hidden])').count()).toBe(11)
    expect(await page.locator('[name="level"][value="MUST"]').isChecked()).toBe(true)
    await page.locator('#words').fill('')
    expect(new URL(page.url()).search).toBe('?viewer=7&level=MUST')
  })

  test('a command is copied whole, and one that is cut has no button', async ({ open }) => {
    const long = 'x'.repeat(10_000)
    const cut = withChecks(recordOfFindings(2), (check) =>
      check.id === 'broken-2' ? { ...check, repeat: long } : check,
    )
    const page = await open(
      renderHtml(cut),
      { permissions: ['clipboard-read', 'clipboard-write'] },
      '#first/broken-1',
    )
    const buttons = page.locator('.copy')
    expect(await buttons.count()).toBe(1)
    await buttons.click()
    await expect.poll(() => buttons.textContent()).toBe('copied')
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
      'npx group-update-conformance run first --only broken-1',
    )
  })
})

test('axe finds nothing at all in comparisons and tables of targets', async ({ open }) => {
  const before = withChecks(recordWithConsequences(), (check) => ({ ...check, verdict: 'pass' }))
  const after = recordWithConsequences()
  const later = { ...after, run: { ...after.run, startedAt: '2026-03-05T05:06:07.089Z' } }
  for (const [colorScheme, made] of [
    ['light', comparisonFormats.html(compareRecords(before, after))],
    ['dark', targetFormats.html([before, later])],
  ] as const) {
    const page = await open(made, { colorScheme, ...telephone })
    expect(await axeFindings(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
  }
})
