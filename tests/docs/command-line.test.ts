import { join } from 'node:path'
import type { Command } from 'commander'
import { expect, test } from 'vitest'
import { commandLine } from '../../helpers/commands/command-line.ts'
import { packageRoot } from '../../helpers/package-root.ts'

/** Each command that does something, with the words that call it. */
function commandsOf(command: Command, words: readonly string[] = []): [string, Command][] {
  return command.commands.flatMap((each) => {
    const own = [...words, each.name()]
    return each.commands.length > 0 ? commandsOf(each, own) : [[own.join(' '), each] as [string, Command]]
  })
}

function helpOf(command: Command): string {
  let text = ''
  command.configureOutput({ getOutHelpWidth: () => 112, writeOut: (part) => (text += part) })
  command.outputHelp()
  return text.trim()
}

test('docs/command-line.md is what --help says (npm run docs writes it)', async () => {
  const sections = commandsOf(commandLine(() => {})).map(
    ([words, command]) => `## ${words}\n\n\`\`\`\n${helpOf(command)}\n\`\`\``,
  )
  const page = [
    '# Commands and options',
    'For anyone who wants to know every option: what `--help` says, written by `npm run docs`. In a checkout,\n`npm run conformance -- …` is `group-update-conformance run …`, and `npm run mock -- …` is `… mock …`.',
    ...sections,
  ].join('\n\n')
  await expect(`${page}\n`).toMatchFileSnapshot(join(packageRoot, 'docs/command-line.md'))
})
