import type { CheckOptions } from '../checks/run-check.ts'
import type { EndpointSettings } from '../target/endpoint-settings.ts'
import type { NetworkSettings } from '../target/network.ts'
import type { TransportLimits } from '../target/transport.ts'
import type { Selection } from './selection.ts'

/** Everything that a run needs to know, as plain data. */
export interface Plan {
  readonly endpoints: readonly EndpointSettings[]
  readonly options: CheckOptions
  readonly selection: Selection
  readonly concurrency: number
  /** Milliseconds that a read-back which does not agree is given to do so. */
  readonly settle?: number
  /** Send no update that a correct server carries out. */
  readonly refusalsOnly?: boolean
  /** How many requests may be sent to each endpoint, set-up and clean-up included. */
  readonly budget?: number
  /** After so many failing checks, no other begins. */
  readonly bail?: number
  /** Logins that may fail in a row. */
  readonly failedLogins?: number
  /** When the run is to end, in milliseconds since 1970. */
  readonly endsAt?: number
  /** The folder where runs on live targets keep what they owe; undefined for the embedded server, which ends with the run. */
  readonly journals?: string
  readonly limits: TransportLimits
  readonly network: NetworkSettings
}
