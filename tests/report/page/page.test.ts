import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import type { CheckRecord, RunRecord } from '../../../helpers/record/record.ts'
import { renderHtml } from '../../../helpers/report/html.ts'
import { type Verdict, verdicts } from '../../../helpers/verdict/verdict.ts'
import { hostileRecord } from '../hostile-record.ts'
import { countOf } from '../records.ts'
import { axeFindings } from './axe.ts'
import { test } from './chromium.ts'

const record = hostileRecord()
const html = renderHtml(record)
/** Of each endpoint 2 that fail, and 1 that warns. */
const findings = 6
const checks = Object.values(countOf(record)).reduce((sum, count) => sum + count, 0)

describe('what it shows', () => {
  test('every check once, under its endpoint, and the counts of the record', async ({ open }) => {
    const page = await open(html)
    for (const { name, counts } of record.endpoints) {
      const column = page.locator('thead th', { has: page.locator(`a[href="#of-${name}"]`) })
      const told = (await column.locator('.tally li').allTextContents()).map((text) => text.trim())
      const due = verdicts.filter((verdict) => counts[verdict] > 0).map((each) => `${counts[each]} ${each}`)
      expect(told.sort()).toEqual(due.sort())
      for (const verdict of verdicts) {
        const listed = page.locator(`[data-endpoint="${name}"] .check[data-verdict="${verdict}"]`)
        expect(await listed.count()).toBe(counts[verdict])
      }
    }
    const all = (await page.locator('header .tally li').allTextContents()).map((text) => text.trim())
    expect(all).toContain(`${countOf(record).fail} fail`)
    expect(await page.locator('#shown').textContent()).toBe(`${findings} findings, ${checks} checks`)
  })

  test('a sign and a word for each requirement, that leads to it', async ({ open }) => {
    const page = await open(html)
    const marks = page.locator('tbody td a')
    expect(await marks.count()).toBe(6)
    for (const mark of await marks.all()) {
      expect(await mark.getAttribute('aria-label')).toMatch(/^fail: (first|second)-duty \(MUST\)$/)
      expect(await mark.locator('use').getAttribute('href')).toBe('#shape-fail')
      await mark.click()
      await expect.poll(() => page.locator('.duty:target').count()).toBe(1)
    }
  })

  test('the duty, its source, expected and seen, the exchange, curl and the command that repeats it', async ({
    open,
  }) => {
    const page = await open(html, {}, '#first/check-fail')
    const text = await page.locator('.duty', { has: page.locator(':target') }).innerText()
    for (const said of ['duty of the failing', 'the document, section 1', 'expected', 'saw', '→ 500'])
      expect(text).toContain(said)
    const commands = await page.locator(':target .command').allInnerTexts()
    expect(commands.map((each) => each.split('\n')[0])).toEqual(['curl', 'repeat'])
    expect(commands[1]).toContain('npx group-update-conformance run first --only check-fail')
  })

  test('what a reader must know before believing the verdict', async ({ open }) => {
    const listed = { reason: 'mended in 2.4', link: 'https://example.org/issues/17', flaky: true }
    const run = {
      ...record.run,
      complete: false,
      incomplete: 'cut off after 3 of 8 checks',
      selection: { only: ['auth-*'], skip: ['tenant-*'] },
      baseline: { file: 'known.yml', mistakes: ['known.yml:3: stored passes on sqs'] },
      shard: { index: 1, of: 3 },
    }
    const known = withEach('known-failing', { listed })
    const page = await open(renderHtml({ ...known, run }))
    const head = await page.locator('header').innerText()
    for (const said of [
      'cut off after 3 of 8',
      'auth-*',
      'tenant-*',
      'stored passes on sqs',
      '1 of 3',
      'known.yml',
    ])
      expect(head).toContain(said)
    const said = 'mended in 2.4 (https://example.org/issues/17)'
    expect(await page.locator('.findings').innerText()).toContain(`flaky: ${said}`)
    expect(await page.locator('[id="first/check-known-failing"] .flaky').textContent()).toBe(said)
  })

  test('findings of one cause together', async ({ open }) => {
    const cause = 'texts are put into capitals'
    const difference = { expected: '"a"', seen: '"A"', everywhere: true } as const
    const page = await open(renderHtml(withEach('fail', { cause, difference })))
    const causes = page.locator('.findings ol > li', { hasText: cause })
    expect(await causes.count()).toBe(record.endpoints.length)
    // They are one, above as under each endpoint.
    const apart = findings - record.endpoints.length
    expect(await page.locator('#shown').textContent()).toBe(`${apart} findings, ${checks} checks`)
    expect(await causes.first().locator('.id').allTextContents()).toEqual(['check-fail', 'more-fail'])
    await causes.first().locator('.id').last().click()
    await expect.poll(() => page.locator('[id="first/more-fail"] .story').isVisible()).toBe(true)
  })

  test('all of it without scripts, and nothing that only scripts can serve', async ({ open }) => {
    const page = await open(html, { javaScriptEnabled: false })
    expect(await page.locator('#filters').isVisible()).toBe(false)
    expect(await page.locator('[id="first/check-fail"] .title').isVisible()).toBe(true)
    const story = page.locator('[id="first/check-fail"] .story')
    expect(await story.isVisible()).toBe(false)
    await page.locator('[id="first/check-fail"] .title').click()
    expect(await story.isVisible()).toBe(true)
  })

  test('no wider than a small telephone', async ({ open }) => {
    const page = await open(html, { viewport: { width: 320, height: 640 } })
    await page.locator('#choices summary').click()
    await page.locator('#open-all').click()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
  })
})

describe('by keyboard', () => {
  test('search, and back to all', async ({ open }) => {
    const page = await open(html)
    await page.keyboard.press('/')
    await page.keyboard.type('more-FAIL duty')
    expect(await visible(page)).toEqual(['first/more-fail', 'second/other-more-fail'])
    await page.keyboard.press('Escape')
    await page.keyboard.type('other-MORE-fail')
    expect(await visible(page)).toEqual(['second/other-more-fail'])
    expect(await page.locator('#shown').textContent()).toBe(
      `1 of ${findings} findings, 1 of ${checks} checks`,
    )
    await page.keyboard.press('Escape')
    expect(await visible(page)).toHaveLength(checks)
  })

  test('filters by verdict, level and endpoint', async ({ open }) => {
    const page = await open(html)
    await page.locator('#choices summary').focus()
    await page.keyboard.press('Enter')
    for (const name of ['verdict', 'endpoint']) {
      while ((await page.evaluate('document.activeElement.name')) !== name) await page.keyboard.press('Tab')
      await page.keyboard.press('Space')
    }
    expect(await visible(page)).toEqual(['first/check-fail', 'first/more-fail'])
    expect(await page.locator('.endpoint:visible, .behaviour:visible').count()).toBe(3)
    await page.locator('[name="level"]').focus()
    await page.keyboard.press('Space')
    expect(await visible(page)).toHaveLength(2)
  })

  test('opening a check', async ({ open }) => {
    const page = await open(html)
    const check = page.locator('[id="first/check-fail"]')
    await check.locator('summary').first().focus()
    await page.keyboard.press('Enter')
    expect(await check.locator('.story').isVisible()).toBe(true)
  })

  test('a link to a check opens it, also where a filter hides it', async ({ open }) => {
    const page = await open(html, {}, '#second/other-check-inconclusive')
    const linked = page.locator('[id="second/other-check-inconclusive"]')
    expect(await linked.locator('.story').isVisible()).toBe(true)
    expect(await linked.evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(700)
    await page.locator('#words').fill('nothing is like this')
    expect(await visible(page)).toEqual([])
    await page.evaluate("location.hash = '#first/check-pass'")
    await expect.poll(() => page.locator('[id="first/check-pass"]').isVisible()).toBe(true)
  })
})

describe('accessibility', () => {
  const views = (['light', 'dark'] as const).flatMap((colorScheme) =>
    [390, 1440].map((width) => [colorScheme, width] as const),
  )
  test.for(views)('axe finds nothing at all: %s, %i wide', async ([colorScheme, width], { open }) => {
    const page = await open(html, { colorScheme, viewport: { width, height: 900 } })
    await page.locator('#choices summary').click()
    await page.locator('#open-all').click()
    expect(await axeFindings(page)).toEqual([])
    await page.locator('[name="verdict"]').first().check({ force: true })
    expect(await axeFindings(page)).toEqual([])
  })

  test('axe finds what is wrong with the page in colours that are too faint', async ({ open }) => {
    const page = await open(html)
    await page.evaluate("document.documentElement.style.setProperty('--quiet', '#aaa')")
    expect(await axeFindings(page)).toContainEqual(expect.stringContaining('color-contrast'))
  })
})

/** The record, with something more said of each check of a verdict. */
function withEach(verdict: Verdict, more: Partial<CheckRecord>): RunRecord {
  const endpoints = record.endpoints.map((endpoint) => ({
    ...endpoint,
    requirements: endpoint.requirements.map((requirement) => ({
      ...requirement,
      checks: requirement.checks.map((check) => (check.verdict === verdict ? { ...check, ...more } : check)),
    })),
  }))
  return { ...record, endpoints }
}

/** The anchors of the checks that can be seen. */
async function visible(page: Page): Promise<(string | null)[]> {
  const seen = await page.locator('.check:not([hidden])').all()
  return Promise.all(seen.map((check) => check.getAttribute('id')))
}
