import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../../usage-error.ts'
import { ajv2020 } from '../ajv.ts'
import type { Page, Passage } from './page.ts'

/** Digests of the passages of each document, by heading. What the pages say stays with whoever wrote them. */
export interface Kept {
  readonly format: 1
  readonly documents: Readonly<Record<string, Readonly<Record<string, KeptPassage>>>>
}

interface KeptPassage {
  readonly digest: string
  /** Of each line, so that a changed passage can be told by its lines. */
  readonly lines: readonly string[]
}

const schema = {
  type: 'object',
  required: ['format', 'documents'],
  additionalProperties: false,
  properties: {
    format: { const: 1 },
    documents: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: {
          type: 'object',
          required: ['digest', 'lines'],
          properties: {
            digest: { type: 'string' },
            lines: { type: 'array', items: { type: 'string' } },
          },
        },
      },
    },
  },
} as const

/** Where the digests of a contract's sources are kept: beside it. */
export function keptFile(folder: string): string {
  return join(folder, 'sources.json')
}

/** The digests that were kept beside a contract; none where there is no such file yet. Throws UsageError for another file. */
export function readKept(folder: string): Kept {
  const file = keptFile(folder)
  if (!existsSync(file)) return { format: 1, documents: {} }
  const fits = ajv2020({ strict: false }).compile<Kept>(schema)
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (fits(found)) return found
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new UsageError(`${file} holds no digests of sources; expected what contract sources --keep writes`)
}

export function writeKept(folder: string, kept: Kept): void {
  writeFileSync(keptFile(folder), `${JSON.stringify(kept, null, 2)}\n`)
}

/** What is kept of a page. */
export function digestsOf({ passages }: Page): Record<string, KeptPassage> {
  return Object.fromEntries(passages.map((passage) => [passage.heading, digestOf(passage)]))
}

function digestOf({ lines }: Passage): KeptPassage {
  return { digest: `sha256:${hash(lines.join('\n'), 16)}`, lines: lines.map((line) => hash(line, 8)) }
}

function hash(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length)
}

/** How a passage differs from what was kept of it. */
export interface Change {
  readonly heading: string
  readonly is: 'changed' | 'gone' | 'new'
  /** Lines that were not there. */
  readonly added: readonly string[]
  /** Lines that are there no more: how many, as only their digests are known. */
  readonly lost: number
}

/** What has changed on a page since its digests were kept. */
export function changesSince(before: Kept['documents'][string], { passages }: Page): Change[] {
  const gone = Object.keys(before).filter(
    (heading) => !passages.some((passage) => passage.heading === heading),
  )
  return [
    ...passages.flatMap((passage): Change[] => {
      const known = before[passage.heading]
      const now = digestOf(passage)
      if (known?.digest === now.digest) return []
      const old = new Set(known?.lines)
      const added = passage.lines.filter((_, at) => !old.has(now.lines[at] ?? ''))
      const lost = known?.lines.filter((line) => !now.lines.includes(line)).length ?? 0
      return [{ heading: passage.heading, is: known ? 'changed' : 'new', added, lost }]
    }),
    ...gone.map(
      (heading): Change => ({ heading, is: 'gone', added: [], lost: before[heading]?.lines.length ?? 0 }),
    ),
  ]
}
