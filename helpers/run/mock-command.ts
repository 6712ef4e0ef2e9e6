import { Command } from 'commander'
import { describeMock, listFaults } from '../../mock/announce.ts'
import { startMock } from '../../mock/server.ts'
import { collect, wholeNumber } from './option-values.ts'
import { UsageError } from './usage-error.ts'

export function mockCommand(): Command {
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
