import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../helpers/package-root.ts'
import { renderApi } from './render-api.ts'
import { rollUpTypes } from './roll-up.ts'

const page = renderApi(rollUpTypes())

test('docs/api.md tells what the package exports (npm run docs writes it)', async () => {
  await expect(page).toMatchFileSnapshot(join(packageRoot, 'docs/api.md'))
})

test('there is a word on whatever is exported', () => {
  expect(page.match(/^### .*\n\n```/gm)).toBeNull()
})
