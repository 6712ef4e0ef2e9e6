import { existsSync } from 'node:fs'
import { type Document, isNode, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Listed } from '../checks/run-check.ts'
import { problemOf, publishedSchema } from '../contract/published-schema.ts'
import { readText, whyUnreadable } from '../text-file.ts'
import { UsageError } from '../usage-error.ts'

/** One entry of a baseline: a check that is known to fail. */
export interface BaselineEntry extends Listed {
  readonly check: string
  readonly endpoint?: string
}

export interface Baseline {
  readonly file: string
  /** The file as it is written: an update keeps its comments. */
  readonly document: Document
  readonly entries: readonly BaselineEntry[]
  /** `FILE:LINE` of an entry. */
  readonly placeOf: (entry: BaselineEntry) => string
}

/** Reads a baseline, its JSON Schema `schemas/baseline.schema.json`. Throws UsageError that names the line. */
export function readBaseline(file: string, mayBeNew: boolean): Baseline {
  const lines = new LineCounter()
  const document = parseDocument(textOf(file, mayBeNew), { lineCounter: lines })
  const [error] = document.errors
  if (error)
    throw new UsageError(
      `${file}:${error.linePos?.[0].line ?? 1}: ${error.message.replace(/ at line .*/s, '')}`,
    )
  const entries: unknown = document.toJS() ?? []
  const lineAt = (index: number) => {
    const item = isSeq(document.contents) ? document.contents.items[index] : undefined
    return lines.linePos((isNode(item) && item.range?.[0]) || 0).line
  }
  const isBaseline = publishedSchema<BaselineEntry[]>('baseline.schema.json')
  if (!isBaseline(entries)) {
    const index = Number(isBaseline.errors?.[0]?.instancePath.split('/')[1] ?? 0)
    throw new UsageError(`${file}:${lineAt(index)}: ${problemOf(isBaseline).replace(/^\/\d+ ?/, '')}`)
  }
  return { file, document, entries, placeOf: (entry) => `${file}:${lineAt(entries.indexOf(entry))}` }
}

function textOf(file: string, mayBeNew: boolean): string {
  if (mayBeNew && !existsSync(file)) return ''
  try {
    return readText(file)
  } catch (error) {
    throw new UsageError(`--baseline ${file} ${whyUnreadable(error)}; expected a list of checks, in YAML`)
  }
}

export function isAbout(entry: BaselineEntry, endpoint: string, check: string): boolean {
  return entry.check === check && (entry.endpoint ?? endpoint) === endpoint
}

/** Whether the last day on which an entry is accepted is over. */
export function isExpired({ expires }: BaselineEntry, now: Date): boolean {
  return expires !== undefined && expires < now.toISOString().slice(0, 10)
}
