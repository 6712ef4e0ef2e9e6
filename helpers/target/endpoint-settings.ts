/** What the operator says of one endpoint: plain data, so that it can be handed to another thread. */
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
  readonly tenant?: string
  readonly groupId?: string
  readonly ownerId?: string
  readonly secondGroupId?: string
  readonly otherTenant?: string
  readonly otherTenantGroupId?: string
  readonly extraHeaders: readonly (readonly [name: string, value: string])[]
}

/** The environment variable of an endpoint's setting: `SQS_` + `TENANT`. */
export function variable(endpoint: string, setting: string): string {
  return `${endpoint.toUpperCase().replaceAll('-', '_')}_${setting}`
}
