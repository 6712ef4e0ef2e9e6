import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../../helpers/package-root.ts'

const pages = ['.', 'docs', 'examples'].flatMap((folder) =>
  readdirSync(join(packageRoot, folder))
    .filter((file) => file.endsWith('.md'))
    .map((file) => join(folder, file)),
)

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(packageRoot, page), 'utf8')

  test('leads to files and headings that there are', () => {
    const targets = [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)]
    const broken = targets.filter(([, file = '', heading]) => {
      const path = file === '' ? join(packageRoot, page) : join(packageRoot, dirname(page), file)
      return !existsSync(path) || (heading !== undefined && !headingsOf(path).includes(heading))
    })
    expect(broken.map(([link]) => link)).toEqual([])
  })

  test('quotes the code as it is', () => {
    for (const [, file = '', excerpt = ''] of text.matchAll(/^```\w+ (\S+\/\S+)\n(.*?)^```$/gms))
      expect(readFileSync(join(packageRoot, file), 'utf8')).toContain(excerpt)
  })
})

/** The anchors that the headings of a page have, as GitHub makes them. */
function headingsOf(path: string): string[] {
  const headings = readFileSync(path, 'utf8').matchAll(/^#+ (.*)$/gm)
  return [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}
