import { Argument, Command, Option } from 'commander'
import { endpointNames } from '../contract/contract.ts'
import type { Level } from '../contract/types.ts'
import type { Shard } from '../report/record.ts'
import { UsageError } from '../usage-error.ts'
import { defaultOptions } from './default-options.ts'
import { collect, environmentFile, shard, wholeNumber } from './option-values.ts'
import type { RunOptions } from './run.ts'

export function runCommand(finish: (exitCode: number) => void): Command {
  return new Command('run')
    .description(
      'run the checks: on the endpoints named, else on those with a base URL, else on the embedded server',
    )
    .exitOverride()
    .addArgument(new Argument('[endpoint...]', 'endpoints to check').choices(endpointNames()))
    .addOption(
      new Option('--fail-on <level>', 'the gate').choices(['must', 'should', 'inferred']).default('must'),
    )
    .option('--reports <folder>', 'where reports are written', 'reports')
    .option('--env <file>', 'a file of settings (default: .env, where there is one)')
    .option('--seed <n>', 'seed of generated payloads', wholeNumber(0))
    .option('--cases <n>', 'cases per generated property', wholeNumber(1), defaultOptions.cases)
    .option('--corpus <file>', 'cases that failed once: tried first; new ones are added')
    .option('--concurrency <n>', 'checks and connections at once', wholeNumber(1), defaultOptions.concurrency)
    .option('--timeout <seconds>', 'how long a request may take', wholeNumber(1), defaultOptions.timeout)
    .option('--deadline <seconds>', 'how long the whole run may take', wholeNumber(1))
    .option('--rate <n>', 'requests a second, for each endpoint', wholeNumber(1))
    .option('--refusals-only', 'send only what a right server refuses before it writes anything', false)
    .option('--only <pattern>', 'check or requirement ids to run, a glob; repeatable', collect, [])
    .option('--skip <pattern>', 'check or requirement ids to leave out, a glob; repeatable', collect, [])
    .option('--shard <i/n>', 'run the i-th of n parts; needs --seed, the same for each', shard)
    .option('--baseline <file>', 'checks that are known to fail, in YAML: they do not gate')
    .option('--update-baseline', 'bring the baseline up to date with this run', false)
    .option('--require-all', 'count what is not tested as inconclusive', false)
    .option('--list', 'say what would be checked and what it needs; send nothing', false)
    .option('--allow-host <host>', 'a host other than loopback that may be sent to; repeatable', collect, [])
    .action(async (endpoints: string[], options: RunArguments) => {
      // Each command loads what it does when it is asked to: the others would cost it time and memory.
      const { run } = await import('./run.ts')
      finish(
        await run({
          endpoints,
          gate: options.failOn.toUpperCase() as Level,
          reports: options.reports,
          environmentFile: environmentFile(options),
          ...(options.seed !== undefined && { seed: options.seed }),
          cases: options.cases,
          ...(options.corpus !== undefined && { corpus: options.corpus }),
          concurrency: options.concurrency,
          timeout: options.timeout,
          ...(options.deadline !== undefined && { deadline: options.deadline }),
          ...(options.rate !== undefined && { rate: options.rate }),
          refusalsOnly: options.refusalsOnly,
          only: options.only,
          skip: options.skip,
          ...(options.shard && { shard: options.shard }),
          requireAll: options.requireAll,
          ...baselineOf(options),
          list: options.list,
          allowedHosts: options.allowHost,
        }),
      )
    })
}

/** What commander hands over: choices and parsers above have made it so. */
interface RunArguments {
  readonly failOn: string
  readonly reports: string
  readonly env?: string
  readonly seed?: number
  readonly cases: number
  readonly corpus?: string
  readonly concurrency: number
  readonly timeout: number
  readonly deadline?: number
  readonly rate?: number
  readonly refusalsOnly: boolean
  readonly only: readonly string[]
  readonly skip: readonly string[]
  readonly shard?: Shard
  readonly baseline?: string
  readonly updateBaseline: boolean
  readonly requireAll: boolean
  readonly list: boolean
  readonly allowHost: readonly string[]
}

function baselineOf({ baseline: file, updateBaseline: update }: RunArguments): Pick<RunOptions, 'baseline'> {
  if (file !== undefined) return { baseline: { file, update } }
  if (update) throw new UsageError('--update-baseline is given without --baseline; expected --baseline FILE')
  return {}
}
