import type { CheckOptions } from '../checks/run-check.ts'
import type { EndpointSettings } from '../target/endpoint-settings.ts'
import type { NetworkSettings } from '../target/network.ts'
import type { TransportLimits } from '../target/transport.ts'
import type { Selection } from './selection.ts'

/** Everything that a run needs to know, as plain data: it is handed to the threads that the checks run in. */
export interface Plan {
  readonly endpoints: readonly EndpointSettings[]
  readonly options: CheckOptions
  readonly selection: Selection
  readonly concurrency: number
  /** Send no update that a right server carries out. */
  readonly refusalsOnly?: boolean
  /** When the run is to end, in milliseconds since 1970. */
  readonly endsAt?: number
  /** The folder where runs on live targets keep what they owe; undefined for the embedded server, which ends with the run. */
  readonly journals?: string
  readonly limits: TransportLimits
  readonly network: NetworkSettings
}
