import { Command } from 'commander'
import { optionSchemas } from '../settings/option-schemas.ts'
import { mockAppendix, withAppendix } from './help.ts'
import { collect, wholeNumber } from './option-values.ts'

interface MockArguments {
  readonly port?: number
  readonly fault: readonly string[]
  readonly variant: readonly string[]
  readonly contract?: string
  /** `true` without a pattern. */
  readonly list?: string | true
}

export function mockCommand(): Command {
  return withAppendix(new Command('mock'), mockAppendix)
    .description('serve the reference server, correct or with the faults and variants named')
    .exitOverride()
    .option('--port <n>', 'port to listen on (default: any free one)', wholeNumber(optionSchemas.port))
    .option('--fault <id>', 'a wrong behaviour; repeatable', collect, [])
    .option('--variant <id>', 'a lawful difference; repeatable', collect, [])
    .option('--contract <dir>', 'serve a server built from your own contract instead of the two')
    .option('--list [pattern]', 'list faults and variants: all, or those whose id fits a glob')
    .action(async ({ port = 0, fault, variant: variants, contract, list }: MockArguments) => {
      if (list !== undefined) {
        const { listFaults, listFaultsOf } = await import('../../mock/list-faults.ts')
        const pattern = list === true ? '*' : list
        process.stdout.write(contract === undefined ? listFaults(pattern) : listFaultsOf(contract, pattern))
        return
      }
      const { describeMock } = await import('../../mock/announce.ts')
      const { faultIdsOf } = await import('../../mock/catalogue.ts')
      const { startMock } = await import('../../mock/server.ts')
      const faults = faultIdsOf(fault)
      const mock = await startMock({ port, faults, variants, ...(contract !== undefined && { contract }) })
      process.stdout.write(describeMock(mock))
    })
}
