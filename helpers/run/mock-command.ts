import { Command } from 'commander'
import { collect, wholeNumber } from './option-values.ts'

export function mockCommand(): Command {
  return new Command('mock')
    .description('serve the reference server, right or with named faults and variants')
    .exitOverride()
    .option('--port <n>', 'port to listen on (default: any free one)', wholeNumber(0))
    .option('--fault <id>', 'a wrong behaviour; repeatable', collect, [])
    .option('--variant <id>', 'a lawful difference; repeatable', collect, [])
    .option('--list', 'list faults and variants', false)
    .action(async (options: { port?: number; fault: string[]; variant: string[]; list: boolean }) => {
      const { describeMock, listFaults } = await import('../../mock/announce.ts')
      const { startMock } = await import('../../mock/server.ts')
      if (options.list) {
        process.stdout.write(listFaults())
        return
      }
      const { port = 0, fault: faults, variant: variants } = options
      const mock = await startMock({ port, faults, variants })
      process.stdout.write(describeMock(mock))
    })
}
