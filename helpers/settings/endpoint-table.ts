import type { Contract } from '../contract/contract.ts'
import type { EndpointSettings } from '../target/endpoint-settings.ts'

/** The settings whose texts are taken as they stand. */
export type TextKey = {
  [Key in keyof EndpointSettings]-?: EndpointSettings[Key] extends string | undefined
    ? undefined extends EndpointSettings[Key]
      ? Key
      : never
    : never
}[keyof EndpointSettings]

/** A setting of an endpoint. */
export interface Setting {
  /** What stands behind the endpoint's own name in that of the variable: `TENANT` in `SQS_TENANT`. */
  readonly name: string
  /** Whether it may stand in a file of its own. */
  readonly secret: boolean
  /** Whether a command may print it. */
  readonly commanded?: boolean
  /** Where it is kept; absent for those that are read in a way of their own. */
  readonly key?: TextKey
  /** Of an account: which one, by what comes before its parts, and the credential that it is a part of. */
  readonly account?: Account
  readonly credential?: 'basic' | 'key'
  /** The header that it is the value of. */
  readonly header?: string
  /** The part of the address that it stands for, as the documents name it. */
  readonly part?: string
  /** Whether there is no request without it. */
  readonly needed?: boolean
}

/** Every setting that an endpoint may have, by its contract, in the order of `.env.example`. */
export function settingsOf(contract: Contract): Setting[] {
  const { apiKey, basic, members, settingHeaders, tenantHeader, pathSettings } = contract
  return [
    { name: 'BASE_URL', secret: false },
    ...accountOf(contract, ''),
    ...(apiKey !== undefined && basic ? [{ name: 'AUTH', secret: false }] : []),
    ...settingHeaders.map(({ header, setting, secret = false, optional = false }) => ({
      name: setting,
      secret,
      header,
      needed: !optional,
    })),
    ...pathSettings.map(({ parameter, setting, secret = false }) => ({
      name: setting,
      secret,
      part: parameter,
      needed: true,
    })),
    text('GROUP_ID', 'groupId'),
    ...(members.owner === undefined ? [] : [text('OWNER_ID', 'ownerId')]),
    text('SECOND_GROUP_ID', 'secondGroupId'),
    ...(isKnownByName(contract)
      ? [text('GROUP_NAME', 'groupName'), text('SECOND_GROUP_NAME', 'secondGroupName')]
      : []),
    ...(tenantHeader === undefined
      ? []
      : [
          { ...text('OTHER_TENANT', 'otherTenant'), header: tenantHeader },
          text('OTHER_TENANT_GROUP_ID', 'otherTenantGroupId'),
        ]),
    ...accountOf(contract, 'UNPRIVILEGED_'),
    ...accountOf(contract, 'EXPENDABLE_'),
    { name: 'EXTRA_HEADERS', secret: true, commanded: true },
  ]
}

/** Whether its id, its owner and its name are all that an update gives a group: then whoever knows them can put it back. */
function isKnownByName({ members }: Contract): boolean {
  return members.name !== undefined && members.numbers === undefined && members.description === undefined
}

/** What comes before the parts of an account in their names, and what their keys are. */
const accounts = {
  '': { username: 'username', password: 'password', apiKey: 'apiKey' },
  UNPRIVILEGED_: {
    username: 'unprivilegedUsername',
    password: 'unprivilegedPassword',
    apiKey: 'unprivilegedApiKey',
  },
  EXPENDABLE_: {
    username: 'expendableUsername',
    password: 'expendablePassword',
    apiKey: 'expendableApiKey',
  },
} as const satisfies Record<string, Record<string, TextKey>>

type Account = keyof typeof accounts

/** What an account is made of: the same parts for each. */
function accountOf({ basic, apiKey }: Contract, account: Account): Setting[] {
  const keys = accounts[account]
  const part = { secret: true, account } as const
  return [
    ...(basic
      ? ([
          { ...part, name: `${account}USERNAME`, key: keys.username, credential: 'basic' },
          { ...part, name: `${account}PASSWORD`, key: keys.password, credential: 'basic' },
        ] as const)
      : []),
    ...(apiKey === undefined
      ? []
      : [
          {
            ...part,
            name: `${account}API_KEY`,
            key: keys.apiKey,
            credential: 'key',
            header: apiKey.header,
          } as const,
        ]),
  ]
}

function text(name: string, key: TextKey): Setting {
  return { name, secret: false, key }
}
