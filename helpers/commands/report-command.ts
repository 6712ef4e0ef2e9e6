import { Command, Option } from 'commander'
import { codeOf } from '../error-code.ts'
import { asOne, readEach } from '../record/read-record.ts'
import type { RunRecord } from '../record/record.ts'
import { replaceFile } from '../replace-file.ts'
import { compareRecords } from '../report/compare.ts'
import { formats } from '../report/formats.ts'
import { comparisonFormats } from '../report/render-comparison.ts'
import { targetFormats } from '../report/render-targets.ts'
import { UsageError } from '../usage-error.ts'
import { reportAppendix, withAppendix } from './help.ts'

/** Exit code where the second of two records is worse than the first. */
const worse = 1

/** Exit code where a part of what was to be reported is missing. */
const incomplete = 3

interface ReportArguments {
  readonly from?: readonly string[]
  readonly format?: string
  readonly out?: string
  readonly diff?: readonly string[]
}

/** The long name of a format, as people guess it. */
const alias: Readonly<Record<string, string>> = { markdown: 'md' }

/** Renders run records: one, the shards of one run together, or several runs side by side. */
export function reportCommand(finish: (exitCode: number) => void): Command {
  return withAppendix(new Command('report'), reportAppendix)
    .description('render a run record, merge the shards of one run, or set several runs side by side')
    .exitOverride()
    .option('--from <file...>', 'run records: of one run, of its shards, or of several targets')
    .addOption(
      new Option('--format <format>', 'what to make of it (default: md; with --diff, a line each)').choices([
        ...Object.keys(formats),
        ...Object.keys(alias),
      ]),
    )
    .option('--out <file>', 'where it is written (default: standard output)')
    .option('--diff <file...>', 'two run records: what changed from the first to the second')
    .action((options: ReportArguments) =>
      finish(options.diff ? compare(options.diff, options) : render(options)),
    )
}

function compare(files: readonly string[], { from, out, format = 'text' }: ReportArguments): number {
  const [before, after, ...more] = files
  if (before === undefined || after === undefined || more.length > 0 || from)
    throw new UsageError('--diff takes two run records and no --from; expected --diff BEFORE AFTER')
  const show = rendererOf(comparisonFormats, format, 'a comparison')
  const comparison = compareRecords(read([before]), read([after]))
  put(show(comparison), out)
  return comparison.worse ? worse : 0
}

function render({ from = [], format = 'md', out }: ReportArguments): number {
  const records = readEach(from)
  if (records.length > 1 && records.every(({ run }) => !run.shard)) return sideBySide(records, format, out)
  const record = asOne(records, from)
  put(rendererOf(formats, format, 'a record')(record), out)
  return exitCode([record])
}

function sideBySide(records: readonly RunRecord[], format: string, out: string | undefined): number {
  const ids = records.map(({ run }) => run.id)
  const twice = ids.find((id, at) => ids.indexOf(id) !== at)
  if (twice !== undefined)
    throw new UsageError(`--from: run ${twice} is there twice; expected records of different runs`)
  put(rendererOf(targetFormats, format, 'several runs (their records are no shards of one)')(records), out)
  return exitCode(records)
}

function read(files: readonly string[]): RunRecord {
  return asOne(readEach(files), files)
}

/** Throws UsageError where that cannot be shown so. */
function rendererOf<Shown>(
  renderers: Readonly<Record<string, (shown: Shown) => string>>,
  format: string,
  what: string,
): (shown: Shown) => string {
  const render = renderers[alias[format] ?? format]
  if (render) return render
  throw new UsageError(
    `--format ${format} does not show ${what}; expected ${Object.keys(renderers).join(' or ')}`,
  )
}

/** A run that is not complete is said on standard error, so that nobody takes its report for the whole. */
function exitCode(records: readonly RunRecord[]): number {
  const missing = records.flatMap(({ run }) => run.incomplete ?? [])
  for (const each of missing)
    process.stderr.write(`group-update-conformance: the run is not complete: ${each}\n`)
  return missing.length > 0 ? incomplete : 0
}

function put(text: string, out: string | undefined): void {
  if (out === undefined) {
    process.stdout.write(text)
    return
  }
  try {
    replaceFile(out, text)
  } catch (error) {
    throw new UsageError(
      `--out ${out} cannot be written to (${codeOf(error)}); expected the name of a file, where there is room for it`,
    )
  }
}
