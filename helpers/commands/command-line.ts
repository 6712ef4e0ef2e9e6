import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command, CommanderError } from 'commander'
import { endpointNames } from '../contract/contract.ts'
import { nearest } from '../nearest.ts'
import { packageRoot } from '../package-root.ts'
import { UsageError } from '../usage-error.ts'
import { contractCommand } from './contract-command.ts'
import { assertTexts } from './given-texts.ts'
import { failure, guardProcess } from './guard-process.ts'
import { mockCommand } from './mock-command.ts'
import { replayCommand } from './replay-command.ts'
import { reportCommand } from './report-command.ts'
import { restoreCommand } from './restore-command.ts'
import { runCommand } from './run-command.ts'
import { assertNotSwallowed } from './swallowed.ts'

/** Exit code of wrong usage or configuration. */
const wrongUsage = 2

/** Exit code where nothing can be said of the target. */
const inconclusive = 3

/** Runs the command line; gives its exit code. Wrong usage is one line on standard error, never a stack trace. */
export async function main(argv: readonly string[]): Promise<number> {
  // Tests and other callers hand over arguments of their own; their process is theirs.
  if (argv === process.argv) guardProcess(inconclusive)
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
    process.stderr.write(failure(error))
    return inconclusive
  }
}

/** The program with all its commands; `finish` is told the exit code of the one that ran. */
export function commandLine(finish: (exitCode: number) => void): Command {
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'))
  const program = new Command('group-update-conformance')
    .description('Checks an "update a group" endpoint against what its vendor documents.')
    .version(version)
    .exitOverride()
    .showHelpAfterError('(see --help)')
    .hook('preSubcommand', (_program, command) => assertNotSwallowed(command))
    .hook('preAction', (_program, command) => assertTexts(command))
  program.addCommand(runCommand(finish))
  program.addCommand(replayCommand(finish))
  program.addCommand(restoreCommand(finish))
  program.addCommand(reportCommand(finish))
  program.addCommand(mockCommand())
  program.addCommand(contractCommand(finish))
  program.on('command:*', ([word = '']: string[]) => {
    throw new UsageError(wrongCommand(word, program))
  })
  return program
}

function wrongCommand(word: string, { commands }: Command): string {
  const names = commands.map((command) => command.name())
  const meant = endpointNames().includes(word) ? `run ${word}` : nearest(word, names)
  return `there is no command ${word}; did you mean group-update-conformance ${meant}? (commands: ${names.join(', ')}; see --help)`
}
