import { Command } from 'commander'
import { restoreAppendix, withAppendix } from './help.ts'
import { collect, contractOption, environmentFile } from './option-values.ts'

export function restoreCommand(finish: (exitCode: number) => void): Command {
  return withAppendix(new Command('restore'), restoreAppendix)
    .description('clean up what interrupted runs left on a target (0: all done, 3: something is left)')
    .exitOverride()
    .argument('[endpoint...]', 'endpoints to put right (default: all)')
    .option('--reports <folder>', 'the reports folder of the runs', 'reports')
    .option('--env <file>', 'a file of settings (default: .env, where there is one)')
    .option('--contract <folder>', contractOption, collect, [])
    .option(
      '--allow-host <host>',
      'a host, besides this machine, that requests may go to; repeatable',
      collect,
      [],
    )
    .option(
      '--forget <id>',
      'drop a group that you restored by hand from the journal; sends nothing; repeatable',
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
