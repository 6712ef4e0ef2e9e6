import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../helpers/package-root.ts'

const readme = readFileSync(join(packageRoot, 'README.md'), 'utf8')

test('the figures in README are those of the detection table', () => {
  const detection = readFileSync(join(packageRoot, 'docs/detection.md'), 'utf8')
  const rows = [...readme.matchAll(/^\| (?:endpoint|autodialer|sqs) \|.*$/gm)].map(([row]) => row)
  expect(rows).toHaveLength(3)
  expect(rows.filter((row) => !detection.includes(row))).toEqual([])
})

test('README is read in a few minutes', () => {
  expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(110)
})

test('README says how many faults only generated cases find', () => {
  const rare = JSON.parse(readFileSync(join(packageRoot, 'tests/detection/rare-found.json'), 'utf8'))
  expect(readme).toContain(` ${Object.keys(rare).length} of the faults `)
})
