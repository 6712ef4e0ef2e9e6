import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../helpers/package-root.ts'

/** Why no check notices a mutant. One that is `missed` breaks what a document says, and counts against the suite. */
export type Kind = 'equivalent' | 'undocumented' | 'missed'

/** Mutants of one line that no check notices, and why. */
export interface Survivor {
  readonly file: string
  readonly line: string
  /** Each as `what stands there → what it becomes`. */
  readonly mutants: readonly string[]
  readonly kind: Kind
  readonly reason: string
}

/** What came of the last mutation run. */
export type Score = Readonly<Record<Kind | 'killed', number>>

/** The part of Stryker's report that is read. */
interface Report {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>
}

interface Mutant {
  readonly status: string
  readonly replacement: string
  readonly location: { readonly start: Place; readonly end: Place }
}

interface Place {
  readonly line: number
  readonly column: number
}

export function readSurvivors(): readonly Survivor[] {
  return readJson('tests/mutation/survivors.json')
}

export function readScore(): Score {
  return readJson('tests/mutation/score.json')
}

/** The share of the mutants that a check should notice and does, in percent. */
export function percentage({ killed, missed }: Score): number {
  return (100 * killed) / (killed + missed)
}

/** Every mutant of the last run: where it is, what it is, and whether a check noticed it. */
export function readMutants() {
  const { files }: Report = readJson('reports/mutation/mutation.json')
  return Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants.map(({ status, replacement, location: { start, end } }) => ({
      file,
      line: source.split('\n')[start.line - 1]?.trim() ?? '',
      mutant: `${short(textBetween(source, start, end))} → ${short(replacement)}`,
      noticed: status === 'Killed' || status === 'Timeout',
      survived: status === 'Survived' || status === 'NoCoverage',
    })),
  )
}

function textBetween(source: string, start: Place, end: Place): string {
  const lines = source.split('\n').slice(start.line - 1, end.line)
  const last = lines.length - 1
  return lines
    .map((line, at) => line.slice(at === 0 ? start.column - 1 : 0, at === last ? end.column - 1 : undefined))
    .join('\n')
}

/** In one line, and cut where it is long. */
function short(code: string): string {
  const line = code.replace(/\s+/g, ' ')
  return line.length > 90 ? `${line.slice(0, 89)}…` : line
}

function readJson<Data>(path: string): Data {
  return JSON.parse(readFileSync(join(packageRoot, path), 'utf8'))
}
