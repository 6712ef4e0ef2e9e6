import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { Command, CommanderError } from 'commander'
import { packageRoot } from '../package-root.ts'
import { UsageError } from '../usage-error.ts'
import { mockCommand } from './mock-command.ts'
import { replayCommand } from './replay-command.ts'
import { reportCommand } from './report-command.ts'
import { restoreCommand } from './restore-command.ts'
import { runCommand } from './run-command.ts'

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
  program.addCommand(replayCommand(finish))
  program.addCommand(restoreCommand(finish))
  program.addCommand(reportCommand(finish))
  program.addCommand(mockCommand())
  return program
}
