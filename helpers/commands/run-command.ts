import { Command, Option } from 'commander'
import { endpointNames } from '../contract/contract.ts'
import type { Level } from '../contract/types.ts'
import type { Shard } from '../session/selection.ts'
import { defaultOptions } from '../settings/default-options.ts'
import { optionSchemas } from '../settings/option-schemas.ts'
import { UsageError } from '../usage-error.ts'
import { runAppendix, withAppendix } from './help.ts'
import {
  collect,
  contractOption,
  environmentFile,
  gate,
  gates,
  rate,
  shard,
  wholeNumber,
} from './option-values.ts'
import type { RunOptions } from './run.ts'

export function runCommand(finish: (exitCode: number) => void): Command {
  return withAppendix(new Command('run'), runAppendix)
    .description(
      'run the checks on the endpoints named; if none is named, on those with a base URL; if none has one, on the bundled reference server',
    )
    .exitOverride()
    .argument('[endpoint...]', `endpoints to check: ${endpointNames().join(', ')}, or those of --contract`)
    .option('--contract <folder>', contractOption, collect, [])
    .addOption(
      new Option('--fail-on <level>', 'the gate: the lowest level whose violation fails the run')
        .choices(gates)
        .argParser(gate)
        .default('must'),
    )
    .option('--reports <folder>', 'where reports are written', 'reports')
    .option('--env <file>', 'a file of settings (default: .env, where there is one)')
    .option(
      '--seed <n>',
      'seed of generated payloads; by default random, and printed',
      wholeNumber(optionSchemas.seed),
    )
    .option(
      '--cases <n>',
      'cases per generated property',
      wholeNumber(optionSchemas.cases),
      defaultOptions.cases,
    )
    .option('--corpus <file>', 'cases that failed once: tried first; new ones are added')
    .option(
      '--concurrency <n>',
      'at most n checks, and n connections, at once',
      wholeNumber(optionSchemas.concurrency),
      defaultOptions.concurrency,
    )
    .option(
      '--timeout <seconds>',
      'how long a request may take',
      wholeNumber(optionSchemas.timeout),
      defaultOptions.timeout,
    )
    .option('--deadline <seconds>', 'how long the whole run may take', wholeNumber(optionSchemas.deadline))
    .option('--wait <seconds>', 'how long to wait until the target serves', wholeNumber(optionSchemas.wait))
    .option('--rate <n>', 'maximum requests per second and endpoint', rate, defaultOptions.rate)
    .option(
      '--settle <ms>',
      'how long to re-read a group until it shows the update',
      wholeNumber(optionSchemas.settle),
      defaultOptions.settle,
    )
    .option(
      '--failed-logins <n>',
      'at most n wrong logins in a row; 0 sends none',
      wholeNumber(optionSchemas.failedLogins),
      defaultOptions.failedLogins,
    )
    .option('--refusals-only', 'send only updates that a correct server refuses', false)
    .option('--only <pattern>', 'check or requirement ids to run, a glob; repeatable', collect, [])
    .option('--skip <pattern>', 'check or requirement ids to leave out, a glob; repeatable', collect, [])
    .option('--shard <i/n>', 'run the i-th of n parts; needs --seed, the same for each', shard)
    .option(
      '--budget <n>',
      'at most n requests per endpoint: runs the most telling checks that fit',
      wholeNumber(optionSchemas.budget),
    )
    .addOption(
      new Option(
        '--last-failed',
        'run only the checks that failed or were inconclusive in the last run (read from the reports folder)',
      )
        .conflicts('only')
        .default(false),
    )
    .addOption(
      new Option(
        '--bail [n]',
        'start no further check once n have failed; write --bail=n, or put it after the endpoints',
      )
        .preset('1')
        .argParser(wholeNumber(optionSchemas.bail)),
    )
    .option('--baseline <file>', 'a YAML file of known failures: they do not fail the run')
    .addOption(
      new Option(
        '--baseline-unmatched <how>',
        'what to do about a baseline entry that matches no failing check',
      )
        .choices(['error', 'warn'])
        .default('error'),
    )
    .option('--update-baseline', 'bring the baseline up to date with this run', false)
    .option('--require-all', 'count what is not tested as inconclusive', false)
    .option('--embedded', 'check the bundled reference server, ignoring all settings', false)
    .option('--list', 'say what would be checked and what it needs; send nothing', false)
    .option(
      '--allow-host <host>',
      'a host, besides this machine, that requests may go to; repeatable',
      collect,
      [],
    )
    .action(async (endpoints: string[], options: RunArguments) => {
      // Each command loads what it does when it is asked to: the others would cost it time and memory.
      const { run } = await import('./run.ts')
      finish(
        await run({
          endpoints,
          contractFolders: options.contract,
          gate: options.failOn.toUpperCase() as Level,
          reports: options.reports,
          environmentFile: environmentFile(options),
          ...(options.seed !== undefined && { seed: options.seed }),
          cases: options.cases,
          ...(options.corpus !== undefined && { corpus: options.corpus }),
          concurrency: options.concurrency,
          timeout: options.timeout,
          ...(options.deadline !== undefined && { deadline: options.deadline }),
          ...(options.wait !== undefined && { wait: options.wait }),
          rate: options.rate,
          settle: options.settle,
          failedLogins: options.failedLogins,
          refusalsOnly: options.refusalsOnly,
          only: options.only,
          skip: options.skip,
          ...(options.shard && { shard: options.shard }),
          ...(options.budget !== undefined && { budget: options.budget }),
          lastFailed: options.lastFailed,
          ...(options.bail !== undefined && { bail: options.bail }),
          requireAll: options.requireAll,
          ...baselineOf(options),
          list: options.list,
          embedded: options.embedded,
          allowedHosts: options.allowHost,
        }),
      )
    })
}

/** What commander hands over: choices and parsers above have made it so. */
interface RunArguments {
  readonly contract: readonly string[]
  readonly failOn: string
  readonly reports: string
  readonly env?: string
  readonly seed?: number
  readonly cases: number
  readonly corpus?: string
  readonly concurrency: number
  readonly timeout: number
  readonly deadline?: number
  readonly wait?: number
  readonly rate: number | 'auto'
  readonly settle: number
  readonly failedLogins: number
  readonly refusalsOnly: boolean
  readonly only: readonly string[]
  readonly skip: readonly string[]
  readonly shard?: Shard
  readonly budget?: number
  readonly lastFailed: boolean
  readonly bail?: number
  readonly baseline?: string
  readonly updateBaseline: boolean
  readonly baselineUnmatched: 'error' | 'warn'
  readonly requireAll: boolean
  readonly list: boolean
  readonly embedded: boolean
  readonly allowHost: readonly string[]
}

function baselineOf({
  baseline: file,
  updateBaseline: update,
  baselineUnmatched: unmatched,
}: RunArguments): Pick<RunOptions, 'baseline'> {
  if (file !== undefined) return { baseline: { file, update, unmatched } }
  if (update) throw new UsageError('--update-baseline is given without --baseline; expected --baseline FILE')
  return {}
}
