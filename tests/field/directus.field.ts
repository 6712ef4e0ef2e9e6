import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { expectAdjudicated, judged, serving } from './judge.ts'

const found = process.platform === 'linux' && process.arch === 'x64' && existsSync('/usr/lib/postgresql')
const missing = 'not run: apt-get install --no-install-recommends postgresql, on Linux with x64'

test.skipIf(!found)(`Directus${found ? '' : ` (${missing})`}: each finding is adjudicated`, async () => {
  const { results, leftovers, findings, open } = await serving('directus.js', 'directus-items', (settings) =>
    judged('directus-items', settings),
  )
  expect(results.length).toBeGreaterThan(150)
  expectAdjudicated('Directus', [...findings, ...open])
  expect(leftovers).toEqual([])
})
