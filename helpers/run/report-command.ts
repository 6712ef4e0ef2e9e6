import { writeFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import { type Format, formats } from '../report/formats.ts'
import { readRecords } from './read-record.ts'
import { UsageError } from './usage-error.ts'

/** Exit code where a part of what was to be reported is missing. */
const incomplete = 3

interface ReportArguments {
  readonly from?: readonly string[]
  readonly format: Format
  readonly out?: string
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
    .action((options: ReportArguments) => finish(render(options)))
}

function render({ from = [], format, out }: ReportArguments): number {
  const record = readRecords(from)
  const text = formats[format](record)
  if (out === undefined) process.stdout.write(text)
  else write(out, text)
  const { incomplete: missing } = record.run
  if (missing === undefined) return 0
  process.stderr.write(`group-update-conformance: the run is not complete: ${missing}\n`)
  return incomplete
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch {
    throw new UsageError(`--out ${file} cannot be written to; expected the name of a file`)
  }
}
