import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { test as base } from 'vitest'

const missing = 'not run: no Chromium was found; this installs it: apt-get install -y chromium-headless-shell'

/** The first Chromium on the path; without windows of its own it opens a page in half the time. */
const program = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome']
  .flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)))
  .find(existsSync)

/** Opens a page from its file, in a browser window of its own. */
export type Open = (html: string, options?: BrowserContextOptions, hash?: string) => Promise<Page>

interface Fixtures {
  readonly browser: Browser | undefined
  readonly newPage: (options?: BrowserContextOptions) => Promise<Page>
  readonly open: Open
}

/**
 * Tests in a real browser. Where none is found a test is skipped and says so; the build installs one, and there it is
 * an error.
 */
export const test = base.extend<Fixtures>({
  browser: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest wants its first argument taken apart, also by who needs none of it.
    async ({}, use) => {
      const browser = program === undefined ? undefined : await chromium.launch({ executablePath: program })
      await use(browser)
      await browser?.close()
    },
    { scope: 'file' },
  ],
  newPage: async ({ browser, skip }, use) => {
    if (!browser) {
      if (process.env.CI) throw new Error(missing)
      // The reporter shows no note of a skipped test; what is printed comes out under the test's name.
      console.warn(missing)
      skip(missing)
      return
    }
    await use(async (options = {}) => (await browser.newContext(options)).newPage())
    await Promise.all(browser.contexts().map((context) => context.close()))
  },
  open: async ({ newPage }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'group-update-conformance-'))
    await use(async (html, options = {}, hash = '') => {
      const path = join(folder, 'index.html')
      writeFileSync(path, html)
      const page = await newPage(options)
      await page.goto(`${pathToFileURL(path)}${hash}`)
      return page
    })
    rmSync(folder, { recursive: true })
  },
})
