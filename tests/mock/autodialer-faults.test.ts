import { Client } from 'undici'
import { expect, test } from 'vitest'
import type { JsonObject } from '../../helpers/contract/types.ts'
import type { Mock } from '../../mock/server.ts'
import { autodialer, autodialerHeaders, rewritten, verdictOf } from './autodialer-client.ts'
import { started } from './client.ts'

interface Lie {
  /** What is looked at. */
  readonly probe: (mock: Mock) => Promise<unknown>
  readonly honest: unknown
  readonly lying: unknown
}

const { _id } = rewritten

async function dataOf(mock: Mock, body: object): Promise<JsonObject> {
  return JSON.parse((await autodialer(mock, { body })).text).data
}

/** The statuses of an update with credentials and of one without, on one connection. */
async function secondWithoutCredentials(mock: Mock): Promise<number[]> {
  const client = new Client(mock.url)
  const path = '/api/v4/autodialer/groups/update'
  const body = JSON.stringify(rewritten)
  const statuses: number[] = []
  for (const headers of [autodialerHeaders(mock), { 'Content-Type': 'application/json' }]) {
    const answer = await client.request({ method: 'POST', path, headers, body })
    await answer.body.dump()
    statuses.push(answer.statusCode)
  }
  await client.close()
  return statuses
}

const lies: Readonly<Record<string, Lie>> = {
  'autodialer-success-string': {
    probe: (mock) => verdictOf(autodialer(mock)),
    honest: [200, 1],
    lying: [200, '1'],
  },
  'autodialer-first-update-only': {
    probe: async (mock) => {
      await autodialer(mock, { body: { _id, name: 'first' } })
      const { name } = await dataOf(mock, { _id, name: 'second' })
      return [name, mock.snapshot()]
    },
    honest: ['second', expect.objectContaining({ autodialer: storedName('second') })],
    lying: ['second', expect.objectContaining({ autodialer: storedName('first') })],
  },
  'autodialer-key-ignored': {
    probe: (mock) => verdictOf(autodialer(mock, { headers: { 'X-APIKEY': 'wrong' } })),
    honest: [401, 0],
    lying: [200, 1],
  },
  'autodialer-keep-alive-trusted': {
    probe: secondWithoutCredentials,
    honest: [200, 401],
    lying: [200, 200],
  },
  'autodialer-numbers-sorted': {
    probe: async (mock) => (await dataOf(mock, { _id, numbers: ['3', '1', '2'] })).numbers,
    honest: ['3', '1', '2'],
    lying: ['1', '2', '3'],
  },
  'autodialer-numbers-empty-null': {
    probe: async (mock) => (await dataOf(mock, { _id, numbers: [] })).numbers,
    honest: [],
    lying: null,
  },
  'autodialer-numbers-empty-object': {
    probe: async (mock) => (await dataOf(mock, { _id, numbers: [] })).numbers,
    honest: [],
    lying: {},
  },
  'autodialer-date-seconds': {
    probe: async (mock) => (await dataOf(mock, rewritten)).date,
    honest: { $date: { $numberLong: expect.stringMatching(/^\d{13}$/) } },
    lying: { $date: { $numberLong: expect.stringMatching(/^\d{10}$/) } },
  },
  'autodialer-operator-id': {
    probe: (mock) => verdictOf(autodialer(mock, { body: { ...rewritten, _id: { $ne: null } } })),
    honest: [200, 0],
    lying: [200, 1],
  },
  'autodialer-count-wrong': {
    probe: async (mock) => (await dataOf(mock, rewritten)).count,
    honest: 3,
    lying: 4,
  },
  'autodialer-php-warning': {
    probe: async (mock) => (await autodialer(mock)).text.slice(0, 6),
    honest: '{"succ',
    lying: '<br />',
  },
}

function storedName(name: string): unknown {
  return expect.arrayContaining([expect.objectContaining({ id: _id, name })])
}

test.each(Object.entries(lies))('%s lies', async (fault, { probe, honest, lying }) => {
  expect(await probe(await started())).toEqual(honest)
  expect(await probe(await started({ faults: [fault] }))).toEqual(lying)
})
