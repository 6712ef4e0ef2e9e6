import type { Mock } from '../../mock/server.ts'
import { type Asked, ask, basic, type Seen } from './client.ts'

export const rewritten = {
  _id: '6033876dc92de036d1390923',
  name: 'test_group_new',
  numbers: ['1111', '2222', '3333'],
  description: 'just for test',
}

export function autodialerHeaders({ environment }: Mock): Record<string, string | undefined> {
  return {
    Authorization: basic(environment.AUTODIALER_USERNAME, environment.AUTODIALER_PASSWORD),
    'X-APIKEY': environment.AUTODIALER_API_KEY,
    'Content-Type': 'application/json',
  }
}

/** A request about the group of the document's sample, right in all but what is changed. */
export function autodialer(mock: Mock, asked: Asked = {}, operation = 'update'): Promise<Seen> {
  const headers = { ...autodialerHeaders(mock), ...asked.headers }
  const url = `${mock.url}/api/v4/autodialer/groups/${operation}`
  return ask(url, { method: 'POST', body: rewritten, ...asked, headers })
}

/** What an update says of itself, as far as the documents fix it. */
export async function verdictOf(answer: Promise<Seen>): Promise<[status: number, success: unknown]> {
  const { status, text } = await answer
  return [status, JSON.parse(text).success]
}
