import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import type { Mock } from '../../mock/server.ts'
import { endpoints, judge } from './in-process.ts'
import { handOn, serve, started } from './servers.ts'

const word = 'Same-1'

test.each(endpoints)(
  '%s: a user that is its own password, and another account with the same one, make no login wrong that is right',
  async (endpoint) => {
    const mock = await started()
    const prefix = endpoint.toUpperCase()
    const { results } = await judge(endpoint, {
      ...mock.environment,
      [`${prefix}_BASE_URL`]: await knownByOneWord(mock, prefix),
      [`${prefix}_USERNAME`]: word,
      [`${prefix}_PASSWORD`]: word,
      [`${prefix}_UNPRIVILEGED_PASSWORD`]: word,
    })
    expect(results.filter(({ verdict }) => verdict === 'fail' || verdict === 'inconclusive')).toEqual([])
  },
)

/** The reference server, where both accounts have that password, and the first is called so as well. */
function knownByOneWord({ url: origin, environment }: Mock, prefix: string): Promise<string> {
  const setting = (name: string) => environment[`${prefix}_${name}`] ?? ''
  const basic = (user: string, password: string) =>
    `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  const other = setting('UNPRIVILEGED_USERNAME')
  const known = new Map([
    [basic(word, word), basic(setting('USERNAME'), setting('PASSWORD'))],
    [basic(other, word), basic(other, setting('UNPRIVILEGED_PASSWORD'))],
  ])
  return serve(async (incoming, response) => {
    const { method = 'GET', url = '/', rawHeaders } = incoming
    const headers = rawHeaders.map((text) => known.get(text.replace(/^basic /i, 'Basic ')) ?? text)
    const {
      status,
      headers: came,
      body,
    } = await handOn(origin, { method, url }, headers, await buffer(incoming))
    response.writeHead(status, came.flat()).end(body)
  })
}
