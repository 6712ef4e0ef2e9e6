import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { emptyFolder, npm, pack } from './packed.ts'

const folder = emptyFolder()
const cache = emptyFolder()
let tarball: string

beforeAll(async () => {
  tarball = (await pack()).tarball
})

test('one command leads from an empty folder and an empty cache to the first report in under 30 s', async () => {
  const start = performance.now()
  const command = ['--package', tarball, '--', 'group-update-conformance', 'run']
  await npm(folder, 'exec', '--yes', '--cache', cache, ...command)
  const seconds = (performance.now() - start) / 1_000
  expect(existsSync(join(folder, 'reports', 'index.html'))).toBe(true)
  expect(seconds).toBeLessThan(30)
})
