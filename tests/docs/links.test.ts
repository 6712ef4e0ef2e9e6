import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../../helpers/package-root.ts'

const pages = ['.', 'docs', 'examples'].flatMap((folder) =>
  readdirSync(join(packageRoot, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
)

describe.for(pages)('%s', (page) => {
  test('links to nothing that is not there', () => {
    const text = readFileSync(join(packageRoot, page), 'utf8').replace(/^```.*?^```$/gms, '')
    const targets = [...text.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, target = '']) => target)
    const here = targets.filter((target) => !/^https?:/.test(target))
    const missing = here.filter((target) => !existsSync(join(packageRoot, dirname(page), target)))
    expect(missing).toEqual([])
  })
})
