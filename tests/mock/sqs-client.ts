import type { Mock } from '../../mock/server.ts'
import { type Asked, ask, basic, type Seen } from './client.ts'

export const cherokee = { id: 'By5li9cbFR53VLv6fh6z', ownerId: '967178860', name: 'CherokeeNation' }

export function sqsHeaders({ environment }: Mock): Record<string, string | undefined> {
  return {
    Authorization: basic(environment.SQS_USERNAME, environment.SQS_PASSWORD),
    tenant: environment.SQS_TENANT,
    'Content-Type': 'application/json',
    Accept: 'application/json',
  }
}

/** A request to the group of the document's sample, right in all but what is changed. */
export function sqs(mock: Mock, asked: Asked = {}, id = cherokee.id): Promise<Seen> {
  const headers = { ...sqsHeaders(mock), ...asked.headers }
  return ask(`${mock.url}/sqs/api/groups/${id}`, { method: 'PUT', body: cherokee, ...asked, headers })
}

export async function storedSqs(mock: Mock, id = cherokee.id, tenant = 'northwind'): Promise<unknown> {
  const { text } = await ask(`${mock.url}/sqs/api/groups/${id}`, { headers: { ...sqsHeaders(mock), tenant } })
  return JSON.parse(text)
}

export function onlooker({ environment }: Mock): { Authorization: string } {
  return {
    Authorization: basic(environment.SQS_UNPRIVILEGED_USERNAME, environment.SQS_UNPRIVILEGED_PASSWORD),
  }
}
