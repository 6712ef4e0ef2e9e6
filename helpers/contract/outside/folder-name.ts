import { basename, resolve } from 'node:path'
import { UsageError } from '../../usage-error.ts'
import { endpointNames } from '../contract.ts'

/**
 * The name of an endpoint, which is that of its folder. Throws UsageError for one that no endpoint can have; `told` is
 * how the folder was given.
 */
export function nameOfFolder(folder: string, told: string): string {
  const name = basename(resolve(folder))
  if (!/^[a-z][a-z0-9]*([-.][a-z0-9]+)*$/.test(name))
    throw new UsageError(
      `${told}: the folder is named ${name}, and the endpoint for it; expected lower-case letters and digits, divided by - or ., such as teams`,
    )
  if (name === 'conformance' || endpointNames().includes(name))
    throw new UsageError(`${told}: the name ${name} is taken; expected a folder with another name`)
  return name
}
