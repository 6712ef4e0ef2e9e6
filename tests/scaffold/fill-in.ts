import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const mark = 'FILL IN: '

/** The text that stands where a maintainer has to write: of no type and no schema that is asked for there. */
export function fillIn(what: string): string {
  return `${mark}${what}`
}

/** What is still to be filled in under a folder, each with its file and line. */
export function leftToFillIn(root: string): string[] {
  return ['schemas', 'suites', 'mock'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|json)$/.test(name))
      .sort()
      .flatMap((name) => marksIn(root, join(folder, name))),
  )
}

function marksIn(root: string, file: string): string[] {
  const lines = readFileSync(join(root, file), 'utf8').split('\n')
  return lines.flatMap((line, index) => {
    const marks = line.matchAll(new RegExp(`${mark}([^'"]*)`, 'g'))
    return [...marks].map(([, what]) => `${file}:${index + 1}: ${what}`)
  })
}
