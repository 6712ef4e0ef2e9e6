import type { Capabilities } from '../fixtures/capabilities.ts'
import type { Target } from '../target/target.ts'

/** Something that a target may lack. */
export type Need =
  | 'read-back'
  | 'list'
  | 'removed-group'
  | 'second-group'
  | 'owner-elsewhere'
  | 'basic'
  | 'api-key'
  | 'both'
  | 'http-scheme'
  | 'unprivileged'
  | 'tenant-elsewhere'
  | 'group-elsewhere'

/** Why a need is not met, naming what the operator can give; undefined when it is met. */
export function unmet(need: Need, target: Target, has: Capabilities): string | undefined {
  const { settings } = target
  const name = (setting: string) => target.variable(setting)
  switch (need) {
    case 'read-back':
      return has.readBack
        ? undefined
        : `needs a sibling operation that reads a group back (${has.why.readBack})`
    case 'list':
      return has.list ? undefined : `needs the sibling operation that lists groups (${has.why.list})`
    case 'removed-group':
      return has.removed
        ? undefined
        : `needs sibling operations that create and remove a group (${has.why.create})`
    case 'second-group':
      return has.create || settings.secondGroupId
        ? undefined
        : `set ${name('SECOND_GROUP_ID')} to another group of the same owner (${has.why.create})`
    case 'owner-elsewhere':
      return has.create ? undefined : `needs the sibling operation that creates a group (${has.why.create})`
    case 'basic':
    case 'api-key':
    case 'both':
    case 'http-scheme':
    case 'unprivileged':
      return unmetByAccount(need, target)
    case 'tenant-elsewhere':
      return settings.otherTenant ? undefined : `set ${name('OTHER_TENANT')} to another tenant`
    case 'group-elsewhere':
      return has.elsewhere
        ? undefined
        : `set ${name('OTHER_TENANT')} and ${name('OTHER_TENANT_GROUP_ID')} to a group of another tenant`
  }
}

/** Why an account that is needed was not given; undefined where it was, and for needs of other things. */
export function unmetByAccount(need: Need, target: Target): string | undefined {
  const { contract, settings, credentials, unprivileged } = target
  const name = (setting: string) => target.variable(setting)
  switch (need) {
    case 'basic':
      return credentials.password
        ? undefined
        : `${name('AUTH')} is ${settings.auth}: the account shows no user and password`
    case 'api-key':
      return credentials.apiKey
        ? undefined
        : `${name('AUTH')} is ${settings.auth}: the account shows no API key`
    case 'both':
      return credentials.password && credentials.apiKey
        ? undefined
        : `${name('AUTH')} is ${settings.auth}: set it to both for an account that shows both`
    case 'http-scheme':
      return contract.apiKey?.scheme ? undefined : unmetByAccount('basic', target)
    case 'unprivileged':
      return unprivileged.password || unprivileged.apiKey
        ? undefined
        : `set ${name(settings.auth === 'apikey' ? 'UNPRIVILEGED_API_KEY' : 'UNPRIVILEGED_USERNAME')} and the rest of an account that may not update groups`
    default:
      return undefined
  }
}
