import { Command } from 'commander'
import { replayAppendix, withAppendix } from './help.ts'
import { collect, contractOption, environmentFile } from './option-values.ts'

export function replayCommand(finish: (exitCode: number) => void): Command {
  return withAppendix(new Command('replay'), replayAppendix)
    .description('try the generated cases of a file again: fixed (0), still failing (1) or could not run (3)')
    .exitOverride()
    .argument('<file>', 'a case file of a run, or a corpus')
    .option('--env <file>', 'a file of settings (default: .env, where there is one)')
    .option('--contract <folder>', contractOption, collect, [])
    .option('--allow-host <host>', 'a host other than loopback that may be sent to; repeatable', collect, [])
    .action(
      async (
        file: string,
        options: { env?: string; allowHost: readonly string[]; contract: readonly string[] },
      ) => {
        const { replay } = await import('./replay.ts')
        const { allowHost: allowedHosts, contract: contracts } = options
        finish(await replay({ file, environmentFile: environmentFile(options), allowedHosts, contracts }))
      },
    )
}
