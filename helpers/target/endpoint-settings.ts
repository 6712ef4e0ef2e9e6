/** A header for what stands in front of the target; `shell` gives it as `Name: value` in a shell that has the setting. */
export type ExtraHeader = readonly [name: string, value: string, shell: string]

/** What the operator says of one endpoint, as plain data. */
export interface EndpointSettings {
  readonly endpoint: string
  /** `mock` for the embedded reference server. */
  readonly kind: 'live' | 'mock'
  readonly baseUrl: string
  readonly auth: 'both' | 'basic' | 'apikey'
  readonly username?: string
  readonly password?: string
  readonly apiKey?: string
  readonly unprivilegedUsername?: string
  readonly unprivilegedPassword?: string
  readonly unprivilegedApiKey?: string
  readonly expendableUsername?: string
  readonly expendablePassword?: string
  readonly expendableApiKey?: string
  readonly groupId?: string
  readonly ownerId?: string
  readonly secondGroupId?: string
  /** What the given groups are called, to be put back by where they cannot be read. */
  readonly groupName?: string
  readonly secondGroupName?: string
  readonly otherTenant?: string
  readonly otherTenantGroupId?: string
  /** The headers and parts of paths that the contract takes from settings, by the name of the setting: `TENANT`. */
  readonly contractSettings: Readonly<Record<string, string>>
  readonly extraHeaders: readonly ExtraHeader[]
  /** The file that these were read from. */
  readonly extraHeadersFile?: string
  /** The command that prints them. */
  readonly extraHeadersCommand?: string
  /** Where a file may have cut off the end of a value, by the name of its variable. */
  readonly cut?: Readonly<Record<string, string>>
}

/** The environment variable of an endpoint's setting: `SQS_` + `TENANT`. */
export function variable(endpoint: string, setting: string): string {
  return `${endpoint.toUpperCase().replaceAll(/[-.]/g, '_')}_${setting}`
}
