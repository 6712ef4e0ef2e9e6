import { autodialerAccounts, autodialerGroups, sqsAccounts, sqsGroups } from './seed.ts'

/** The settings that point a run at a server at this address. */
export function environmentFor(url: string): Record<string, string> {
  return { ...autodialerSettings(url), ...sqsSettings(url) }
}

function autodialerSettings(url: string): Record<string, string> {
  const [main, unprivileged] = autodialerAccounts
  return {
    AUTODIALER_BASE_URL: url,
    AUTODIALER_USERNAME: main.username,
    AUTODIALER_PASSWORD: main.password,
    AUTODIALER_API_KEY: main.apiKey,
    AUTODIALER_AUTH: main.mode,
    AUTODIALER_GROUP_ID: autodialerGroups[0].id,
    AUTODIALER_UNPRIVILEGED_USERNAME: unprivileged.username,
    AUTODIALER_UNPRIVILEGED_PASSWORD: unprivileged.password,
    AUTODIALER_UNPRIVILEGED_API_KEY: unprivileged.apiKey,
  }
}

function sqsSettings(url: string): Record<string, string> {
  const [main, unprivileged] = sqsAccounts
  const [group, second] = sqsGroups.northwind
  const [foreign] = sqsGroups.southwind
  return {
    SQS_BASE_URL: url,
    SQS_USERNAME: main.username,
    SQS_PASSWORD: main.password,
    SQS_TENANT: group.tenant,
    SQS_GROUP_ID: group.id,
    SQS_OWNER_ID: group.ownerId,
    SQS_SECOND_GROUP_ID: second.id,
    SQS_OTHER_TENANT: foreign.tenant,
    SQS_OTHER_TENANT_GROUP_ID: foreign.id,
    SQS_UNPRIVILEGED_USERNAME: unprivileged.username,
    SQS_UNPRIVILEGED_PASSWORD: unprivileged.password,
  }
}
