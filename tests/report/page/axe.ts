import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What is wrong is all that is read. */
const options = { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }

/** Whatever axe finds wrong with the page, however slight; the size of targets is measured too. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const found = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(options)})`)
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html: markup }) => markup.slice(0, 200)).join('\n')}`,
  )
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly { readonly html: string }[]
  }[]
}
