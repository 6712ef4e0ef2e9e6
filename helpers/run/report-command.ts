import { writeFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import { compareRecords, renderComparison } from '../report/compare.ts'
import { type Format, formats } from '../report/formats.ts'
import { UsageError } from '../usage-error.ts'
import { readRecords } from './read-record.ts'

/** Exit code where the second of two records is worse than the first. */
const worse = 1

/** Exit code where a part of what was to be reported is missing. */
const incomplete = 3

interface ReportArguments {
  readonly from?: readonly string[]
  readonly format: Format
  readonly out?: string
  readonly diff?: readonly string[]
}

/** Renders run records: one, or the shards of one run together. */
export function reportCommand(finish: (exitCode: number) => void): Command {
  return new Command('report')
    .description('render a run record, or merge the records of the shards of one run')
    .exitOverride()
    .option('--from <file...>', 'run records: of one run, or of its shards')
    .addOption(
      new Option('--format <format>', 'what to make of it').choices(Object.keys(formats)).default('md'),
    )
    .option('--out <file>', 'where it is written (default: standard output)')
    .option('--diff <file...>', 'two run records: what changed from the first to the second')
    .action((options: ReportArguments) =>
      finish(options.diff ? compare(options.diff, options) : render(options)),
    )
}

function compare(files: readonly string[], { from, out }: ReportArguments): number {
  const [before, after, ...more] = files
  if (before === undefined || after === undefined || more.length > 0 || from)
    throw new UsageError('--diff takes two run records and no --from; expected --diff BEFORE AFTER')
  const comparison = compareRecords(readRecords([before]), readRecords([after]))
  put(renderComparison(comparison), out)
  return comparison.worse ? worse : 0
}

function render({ from = [], format, out }: ReportArguments): number {
  const record = readRecords(from)
  put(formats[format](record), out)
  const { incomplete: missing } = record.run
  if (missing === undefined) return 0
  process.stderr.write(`group-update-conformance: the run is not complete: ${missing}\n`)
  return incomplete
}

function put(text: string, out: string | undefined): void {
  if (out === undefined) {
    process.stdout.write(text)
    return
  }
  try {
    writeFileSync(out, text)
  } catch {
    throw new UsageError(`--out ${out} cannot be written to; expected the name of a file`)
  }
}
