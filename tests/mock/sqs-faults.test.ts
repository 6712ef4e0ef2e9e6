import { expect, test } from 'vitest'
import type { Mock } from '../../mock/server.ts'
import { type Asked, basic, started } from './client.ts'
import { cherokee, onlooker, sqs, storedSqs } from './sqs-client.ts'

type Probe = (mock: Mock) => Promise<unknown>

interface Lie {
  /** What is looked at. */
  readonly probe: Probe
  readonly honest: unknown
  readonly lying: unknown
}

function status(asked?: Asked, id?: string): Probe {
  return async (mock) => (await sqs(mock, asked, id)).status
}

/** The status of an update, and the name that the group then has. */
function statusAndName(asked?: Asked, id?: string, tenant?: string): Probe {
  return async (mock) => [(await sqs(mock, asked, id)).status, await storedSqs(mock, id, tenant)]
}

/** The status of an update and the type of its answer. */
function typeOf(asked: Asked): Probe {
  return async (mock) => {
    const { status, headers } = await sqs(mock, asked)
    return [status, headers['content-type']]
  }
}

async function toldAndStoredOwner(mock: Mock): Promise<unknown> {
  const { status, text } = await sqs(mock, { body: { ...cherokee, ownerId: '967555' } })
  const { ownerId } = Object(await storedSqs(mock))
  return [status, JSON.parse(text).ownerId, ownerId]
}

function named(name: string): unknown {
  return expect.objectContaining({ name })
}

const lakota = { ...cherokee, id: 'Hs3nB9eUw60QaJf5XtGo' }

const lies: Readonly<Record<string, Lie>> = {
  'sqs-status-201': { probe: status(), honest: 200, lying: 201 },
  'sqs-forgets': {
    probe: statusAndName(),
    honest: [200, named('CherokeeNation')],
    lying: [200, named('Cherokee')],
  },
  'sqs-missing-name-accepted': {
    probe: status({ body: { ...cherokee, name: undefined } }),
    honest: 412,
    lying: 200,
  },
  'sqs-password-prefix': {
    probe: status({ headers: { Authorization: basic('conformance', 'Grüße:Sommer') } }),
    honest: 401,
    lying: 200,
  },
  'sqs-forbidden-applied': {
    probe: async (mock) => statusAndName({ headers: onlooker(mock) })(mock),
    honest: [403, named('Cherokee')],
    lying: [403, named('CherokeeNation')],
  },
  'sqs-json-by-default': {
    probe: async (mock) => (await sqs(mock, { headers: { Accept: undefined } })).headers['content-type'],
    honest: 'application/xml;charset=UTF-8',
    lying: 'application/json;charset=UTF-8',
  },
  'sqs-accept-required': {
    probe: statusAndName({ headers: { Accept: undefined } }),
    honest: [200, named('CherokeeNation')],
    lying: [406, named('Cherokee')],
  },
  'sqs-accept-capitals-406': {
    probe: typeOf({ headers: { Accept: 'application/JSON' } }),
    honest: [200, 'application/json;charset=UTF-8'],
    lying: [406, 'application/json;charset=UTF-8'],
  },
  'sqs-owner-kept': {
    probe: toldAndStoredOwner,
    honest: [200, '967555', '967555'],
    lying: [200, '967178860', '967178860'],
  },
  'sqs-owner-never-stored': {
    probe: toldAndStoredOwner,
    honest: [200, '967555', '967555'],
    lying: [200, '967555', '967178860'],
  },
  'sqs-upsert': {
    probe: statusAndName({ body: { ...cherokee, id: 'nobody' } }, 'nobody'),
    honest: [404, { message: 'no such group' }],
    lying: [200, expect.objectContaining({ id: 'nobody', name: 'CherokeeNation' })],
  },
  'sqs-pair-not-checked': {
    probe: statusAndName({ body: { ...cherokee, name: 'Navajo' } }),
    honest: [409, named('Cherokee')],
    lying: [200, named('Navajo')],
  },
  'sqs-truncated-json-500': { probe: status({ body: '{"id":"By5li9' }), honest: 400, lying: 500 },
  'sqs-tenant-ignored': {
    probe: statusAndName({ body: lakota }, lakota.id, 'southwind'),
    honest: [404, named('Lakota')],
    lying: [200, named('CherokeeNation')],
  },
}

test.each(Object.entries(lies))('%s lies', async (fault, { probe, honest, lying }) => {
  expect(await probe(await started())).toEqual(honest)
  expect(await probe(await started({ faults: [fault] }))).toEqual(lying)
})

test('sqs-accept-required refuses in XML', async () => {
  const mock = await started({ faults: ['sqs-accept-required'] })
  const { headers, text } = await sqs(mock, { headers: { Accept: undefined } })
  expect(headers['content-type']).toBe('application/xml;charset=UTF-8')
  expect(text).toContain('<failure><message>')
})

test('faults combine', async () => {
  const mock = await started({ faults: ['sqs-status-201', 'sqs-forgets'] })
  expect(await statusAndName()(mock)).toEqual([201, named('Cherokee')])
})
