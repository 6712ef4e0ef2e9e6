import { Argument, Command } from 'commander'
import { endpointNames } from '../contract/contract.ts'
import { collect, environmentFile } from './option-values.ts'

export function restoreCommand(finish: (exitCode: number) => void): Command {
  return new Command('restore')
    .description('put right what runs that were cut off left on a target: done (0), something is left (3)')
    .exitOverride()
    .addArgument(
      new Argument('[endpoint...]', 'endpoints to put right (default: all)').choices(endpointNames()),
    )
    .option('--reports <folder>', 'the reports folder of the runs', 'reports')
    .option('--env <file>', 'a file of settings (default: .env, where there is one)')
    .option('--allow-host <host>', 'a host other than loopback that may be sent to; repeatable', collect, [])
    .action(
      async (
        endpoints: string[],
        options: { reports: string; env?: string; allowHost: readonly string[] },
      ) => {
        const { restore } = await import('./restore.ts')
        const { reports, allowHost: allowedHosts } = options
        finish(await restore({ endpoints, reports, environmentFile: environmentFile(options), allowedHosts }))
      },
    )
}
