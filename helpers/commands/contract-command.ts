import { Command } from 'commander'
import { collect } from './option-values.ts'
import { assertNotSwallowed } from './swallowed.ts'

export function contractCommand(finish: (exitCode: number) => void): Command {
  return new Command('contract')
    .description('write and check contracts, for endpoints of your own')
    .exitOverride()
    .hook('preSubcommand', (_contract, command) => assertNotSwallowed(command))
    .addCommand(checkCommand())
    .addCommand(newCommand())
    .addCommand(proveCommand(finish))
    .addCommand(sourcesCommand(finish))
}

function checkCommand(): Command {
  return new Command('check')
    .description('show what a contract lets the suite check, and what to add so that it can check more')
    .exitOverride()
    .argument('<folder>', 'a folder with openapi.json and requirements.json')
    .action(async (folder: string) => {
      const { describeContract } = await import('./contract-check.ts')
      process.stdout.write(describeContract(folder))
    })
}

function newCommand(): Command {
  return new Command('new')
    .description("write a contract from a vendor's OpenAPI 3.0 or 3.1 document, to be filled in")
    .exitOverride()
    .argument('<openapi-file>', 'the document, JSON or YAML')
    .argument('<operation>', 'operationId of the update, or its method and path, such as "PUT /groups/{id}"')
    .argument('[folder]', 'where it is written; the endpoint is named for it', 'endpoint')
    .action(async (file: string, operation: string, folder: string) => {
      const { newContract } = await import('./contract-new.ts')
      process.stdout.write(await newContract(file, operation, folder))
    })
}

function proveCommand(finish: (exitCode: number) => void): Command {
  return new Command('prove')
    .description('serve a contract by a reference server, and say which of its faults a run would catch')
    .exitOverride()
    .argument('<folder>', 'a folder with openapi.json and requirements.json')
    .option('--fault <id>', 'try this fault only, as mock --list shows it; repeatable', collect, [])
    .action(async (folder: string, { fault }: { fault: string[] }) => {
      const { proveContract } = await import('./contract-prove.ts')
      finish(await proveContract(folder, fault, (line) => process.stdout.write(`${line}\n`)))
    })
}

function sourcesCommand(finish: (exitCode: number) => void): Command {
  return new Command('sources')
    .description('say which requirements rest on passages that changed since their digests were saved')
    .exitOverride()
    .argument('<folder>', 'a folder with openapi.json and requirements.json')
    .requiredOption(
      '--pages <file...>',
      'saved pages, as text, Markdown or HTML; DOCUMENT=FILE where its title does not say which',
    )
    .option('--keep', "save these pages' digests over the old ones", false)
    .action(async (folder: string, { pages, keep }: { pages: string[]; keep: boolean }) => {
      const { compareSources } = await import('./contract-sources.ts')
      finish(compareSources(folder, pages, keep, (line) => process.stdout.write(`${line}\n`)))
    })
}
