import { expect, test } from 'vitest'
import type { Mock } from '../../mock/server.ts'
import { autodialer, rewritten } from './autodialer-client.ts'
import { type Seen, started } from './client.ts'
import { cherokee, sqs } from './sqs-client.ts'

/** Groups that are neither the first nor the second of their store. */
const hopi = { id: 'd0RkU7sJw92GhXe4PbQm', ownerId: '967170042', name: 'HopiNation' }
const sales = { ...rewritten, _id: '60a4f3d1c92de036d1390aa1' }

interface Harm {
  readonly update: (mock: Mock) => Promise<Seen>
  readonly status: number
  /** The names of all groups of the endpoint afterwards, by id. */
  readonly first?: string
  readonly second?: 'gone'
  readonly last?: 'gone'
}

const ofSqs: Readonly<Record<string, Harm>> = {
  'sqs-writes-first-too': {
    update: (mock) => sqs(mock, { body: hopi }, hopi.id),
    status: 200,
    first: 'HopiNation',
  },
  'sqs-unknown-rewrites-first': {
    update: (mock) => sqs(mock, { body: { ...cherokee, id: 'nobody' } }, 'nobody'),
    status: 404,
    first: 'CherokeeNation',
  },
  'sqs-unauthenticated-rewrites-first': {
    update: (mock) => sqs(mock, { body: hopi, headers: { Authorization: undefined } }, hopi.id),
    status: 401,
    first: 'HopiNation',
  },
  'sqs-invalid-names-first': {
    update: (mock) => sqs(mock, { body: { id: hopi.id, name: hopi.name } }, hopi.id),
    status: 412,
    first: 'HopiNation',
  },
  'sqs-unknown-removes-other': {
    update: (mock) => sqs(mock, { body: { ...cherokee, id: 'nobody' } }, 'nobody'),
    status: 404,
    second: 'gone',
  },
}

const ofAutodialer: Readonly<Record<string, Harm>> = {
  'autodialer-writes-first-too': {
    update: (mock) => autodialer(mock, { body: sales }),
    status: 200,
    first: 'test_group_new',
  },
  'autodialer-missing-id-rewrites-first': {
    update: (mock) => autodialer(mock, { body: { ...rewritten, _id: undefined } }),
    status: 200,
    first: 'test_group_new',
  },
  'autodialer-unknown-rewrites-first': {
    update: (mock) => autodialer(mock, { body: { ...rewritten, _id: '0'.repeat(24) } }),
    status: 200,
    first: 'test_group_new',
  },
  'autodialer-unknown-removes-other': {
    update: (mock) => autodialer(mock, { body: { ...rewritten, _id: '0'.repeat(24) } }),
    status: 200,
    last: 'gone',
  },
}

type Names = (mock: Mock) => Promise<Record<string, string>>

const namesInSqs: Names = async (mock) => {
  const { text } = await sqs(mock, { method: 'GET', body: undefined }, '../groups')
  return namesById(JSON.parse(text)._embedded.groups, 'id')
}

const namesInAutodialer: Names = async (mock) =>
  namesById(JSON.parse((await autodialer(mock, { body: {} }, 'search')).text).data.data, '_id')

function namesById(groups: readonly Record<string, string>[], id: string): Record<string, string> {
  return Object.fromEntries(groups.map((group) => [group[id] ?? '', group.name ?? '']))
}

async function expectHarm(fault: string, { update, status, first, second, last }: Harm, names: Names) {
  const honest = await started()
  expect((await update(honest)).status).toBe(status)
  const [firstId = '', secondId = ''] = Object.keys(await names(honest))
  const expected = await names(honest)
  if (first !== undefined) expected[firstId] = first
  if (second === 'gone') delete expected[secondId]
  if (last === 'gone') delete expected[Object.keys(expected).at(-1) ?? '']
  expect(expected, 'the harm shows').not.toEqual(await names(honest))

  const mock = await started({ faults: [fault] })
  expect((await update(mock)).status).toBe(status)
  expect(await names(mock)).toEqual(expected)
}

test.each(Object.entries(ofSqs))('%s harms another group', (fault, harm) =>
  expectHarm(fault, harm, namesInSqs),
)

test.each(Object.entries(ofAutodialer))('%s harms another group', (fault, harm) =>
  expectHarm(fault, harm, namesInAutodialer),
)
