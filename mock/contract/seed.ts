import { settingsOf } from '../../helpers/settings/endpoint-table.ts'
import { variable } from '../../helpers/target/endpoint-settings.ts'
import { isObject } from '../json.ts'
import { autodialerAccounts, sqsAccounts, sqsGroups } from '../seed.ts'
import { type SqsAccount, type SqsGroup, SqsStore } from '../sqs/store.ts'
import { instanceOf } from './instance.ts'
import { membersOf, partsOf, type Served } from './served.ts'

/** The tenant of all groups where a contract has no tenants. */
export const soleTenant = 'northwind'

interface Account extends SqsAccount {
  /** The key that belongs to it, where a contract has keys; alone, it is the password of a user without a name. */
  readonly apiKey?: string
}

/** The accounts of the two endpoints' samples, with the credentials that the contract has. */
export function accountsOf({ contract: { basic, apiKey: place } }: Served): Account[] {
  return sqsAccounts.map((account, at) => {
    const apiKey = autodialerAccounts[at]?.apiKey ?? ''
    if (place === undefined) return account
    return basic ? { ...account, apiKey } : { ...account, username: '', password: apiKey, apiKey }
  })
}

/** Headers whose values are settings, but for the tenant's, and the values that they must have. */
export function otherHeaders({ contract }: Served) {
  return contract.settingHeaders
    .filter(({ setting }) => setting !== 'TENANT')
    .map(({ header, setting, optional = false }) => ({
      header,
      setting,
      optional,
      value: setting.toLowerCase(),
    }))
}

/** The groups that a server begins with. */
export function storeOf(served: Served): SqsStore {
  const { contract, makeId, names } = served
  const all =
    contract.tenantHeader !== undefined
      ? [...sqsGroups.northwind, ...sqsGroups.southwind]
      : sqsGroups.northwind
  const unowned = contract.members.owner === undefined ? { ownerId: '' } : {}
  const { properties } = contract.requestSchema
  const others = membersOf(contract)
    .filter((member) => !['id', 'ownerId', 'name'].includes(names.ownOf(member)))
    .map((member) => [
      names.ownOf(member),
      instanceOf(isObject(properties) ? properties[member] : {}, contract.resolve),
    ])
  return new SqsStore(
    accountsOf(served),
    all.map(
      (group): SqsGroup => ({ ...group, ...unowned, id: makeId(), others: Object.fromEntries(others) }),
    ),
  )
}

/** The settings that point a run at a server with these groups, at this address. */
export function environmentOf(served: Served, store: SqsStore, url: string): Record<string, string> {
  const { contract } = served
  const [group, second] = store.list(soleTenant)
  const foreign = store.all().find(({ tenant }) => tenant !== soleTenant)
  const [main, unprivileged] = accountsOf(served)
  const values: Readonly<Record<string, string | undefined>> = {
    BASE_URL: url,
    USERNAME: main?.username,
    PASSWORD: main?.password,
    API_KEY: main?.apiKey,
    TENANT: soleTenant,
    GROUP_ID: group?.id,
    OWNER_ID: group?.ownerId,
    SECOND_GROUP_ID: second?.id,
    OTHER_TENANT: foreign?.tenant,
    OTHER_TENANT_GROUP_ID: foreign?.id,
    UNPRIVILEGED_USERNAME: unprivileged?.username,
    UNPRIVILEGED_PASSWORD: unprivileged?.password,
    UNPRIVILEGED_API_KEY: unprivileged?.apiKey,
    ...Object.fromEntries(otherHeaders(served).map(({ setting, value }) => [setting, value])),
    ...Object.fromEntries(partsOf(contract)),
  }
  const pairs = settingsOf(contract).flatMap(({ name }): [string, string][] => {
    const value = values[name]
    return value === undefined ? [] : [[variable(contract.name, name), value]]
  })
  return Object.fromEntries(pairs)
}
