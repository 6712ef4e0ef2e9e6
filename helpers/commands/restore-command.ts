import { Command } from 'commander'
import { restoreAppendix, withAppendix } from './help.ts'
import { collect, contractOption, environmentFile } from './option-values.ts'

export function restoreCommand(finish: (exitCode: number) => void): Command {
  return withAppendix(new Command('restore'), restoreAppendix)
    .description('put right what runs that were cut off left on a target: done (0), something is left (3)')
    .exitOverride()
    .argument('[endpoint...]', 'endpoints to put right (default: all)')
    .option('--reports <folder>', 'the reports folder of the runs', 'reports')
    .option('--env <file>', 'a file of settings (default: .env, where there is one)')
    .option('--contract <folder>', contractOption, collect, [])
    .option('--allow-host <host>', 'a host other than loopback that may be sent to; repeatable', collect, [])
    .option(
      '--forget <id>',
      'a group that was put right by hand: nothing is owed to it any more, and nothing is sent; repeatable',
      collect,
      [],
    )
    .action(
      async (
        endpoints: string[],
        options: {
          reports: string
          env?: string
          allowHost: readonly string[]
          contract: readonly string[]
          forget: readonly string[]
        },
      ) => {
        const { restore } = await import('../session/restore.ts')
        const { reports, allowHost: allowedHosts, contract: contracts, forget } = options
        finish(
          await restore({
            endpoints,
            reports,
            environmentFile: environmentFile(options),
            allowedHosts,
            contracts,
            forget,
          }),
        )
      },
    )
}
