import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { describeMock, listFaults } from '../../mock/announce.ts'
import { startMock } from '../../mock/server.ts'
import { endpointNames } from '../contract/contract.ts'
import type { Level } from '../contract/types.ts'
import { packageRoot } from '../package-root.ts'
import { defaultCases, defaultConcurrency, defaultTimeout } from './make-plan.ts'
import { run } from './run.ts'
import { UsageError } from './usage-error.ts'

/** Exit code of wrong usage or configuration. */
const wrongUsage = 2

/** Exit code where nothing can be said of the target. */
const inconclusive = 3

/** Runs the command line; gives its exit code. Wrong usage is one line on standard error, never a stack trace. */
export async function main(argv: readonly string[]): Promise<number> {
  let exitCode = 0
  const program = commandLine((code) => {
    exitCode = code
  })
  try {
    await program.parseAsync([...argv])
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : wrongUsage
    if (error instanceof UsageError) {
      process.stderr.write(`group-update-conformance: ${error.message}\n`)
      return wrongUsage
    }
    // A mistake of this suite says nothing of the target: it must not read as a verdict on it.
    process.stderr.write(`group-update-conformance failed: ${inspect(error)}\n`)
    return inconclusive
  }
}

function commandLine(finish: (exitCode: number) => void): Command {
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'))
  const program = new Command('group-update-conformance')
    .description('Checks an "update a group" endpoint against what its vendor documents.')
    .version(version)
    .exitOverride()
    .showHelpAfterError('(see --help)')
  program.addCommand(runCommand(finish))
  program.addCommand(mockCommand())
  return program
}

function runCommand(finish: (exitCode: number) => void): Command {
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
    .option('--cases <n>', 'cases per generated property', wholeNumber(1), defaultCases)
    .option('--concurrency <n>', 'checks and connections at once', wholeNumber(1), defaultConcurrency)
    .option('--timeout <seconds>', 'how long a request may take', wholeNumber(1), defaultTimeout)
    .option('--only <pattern>', 'check or requirement ids to run, a glob; repeatable', collect, [])
    .option('--skip <pattern>', 'check or requirement ids to leave out, a glob; repeatable', collect, [])
    .option('--require-all', 'count what is not tested as inconclusive', false)
    .option('--list', 'say what would be checked and what it needs; send nothing', false)
    .option('--allow-host <host>', 'a host other than loopback that may be sent to; repeatable', collect, [])
    .action(async (endpoints: string[], options: RunArguments) => {
      finish(
        await run({
          endpoints,
          gate: options.failOn.toUpperCase() as Level,
          reports: options.reports,
          environmentFile: { path: options.env ?? '.env', named: options.env !== undefined },
          ...(options.seed !== undefined && { seed: options.seed }),
          cases: options.cases,
          concurrency: options.concurrency,
          timeout: options.timeout,
          only: options.only,
          skip: options.skip,
          requireAll: options.requireAll,
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
  readonly concurrency: number
  readonly timeout: number
  readonly only: readonly string[]
  readonly skip: readonly string[]
  readonly requireAll: boolean
  readonly list: boolean
  readonly allowHost: readonly string[]
}

function mockCommand(): Command {
  return new Command('mock')
    .description('serve the reference server, right or with named faults and variants')
    .exitOverride()
    .option('--port <n>', 'port to listen on (default: any free one)', wholeNumber(0))
    .option('--fault <id>', 'a wrong behaviour; repeatable', collect, [])
    .option('--variant <id>', 'a lawful difference; repeatable', collect, [])
    .option('--list', 'list faults and variants', false)
    .action(async (options: { port?: number; fault: string[]; variant: string[]; list: boolean }) => {
      if (options.list) {
        process.stdout.write(listFaults())
        return
      }
      const { port = 0, fault: faults, variant: variants } = options
      const mock = await startMock({ port, faults, variants }).catch((error: unknown) => {
        throw new UsageError(error instanceof Error ? error.message : String(error))
      })
      process.stdout.write(describeMock(mock))
    })
}

function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const number = Number(text)
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(number) || number < least) {
      throw new InvalidArgumentError(`Expected a whole number of at least ${least}.`)
    }
    return number
  }
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value]
}
