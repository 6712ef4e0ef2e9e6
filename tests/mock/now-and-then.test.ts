import { describe, expect, test } from 'vitest'
import type { Mock } from '../../mock/server.ts'
import { autodialer, rewritten } from './autodialer-client.ts'
import { type Seen, started } from './client.ts'
import { cherokee, sqs, storedSqs } from './sqs-client.ts'

interface Lie {
  readonly every: number
  /** What is seen of the update that it comes over, the honest way to it and the lying one. */
  readonly sees: (answer: Seen, mock: Mock) => unknown
  readonly honest: (name: string) => unknown
  readonly lying: (before: string) => unknown
}

const status = (answer: Seen): number => answer.status

function answeredWith(every: number, lying: number): Lie {
  return { every, sees: status, honest: () => 200, lying: () => lying }
}

function toldSqs(every: number): Lie {
  const sees = ({ text }: Seen) => JSON.parse(text).name
  return { every, sees, honest: (name) => name, lying: (before) => before }
}

function storedInSqs(every: number): Lie {
  const sees = (_answer: Seen, mock: Mock) => storedSqs(mock)
  const named = (name: string) => expect.objectContaining({ name })
  return { every, sees, honest: named, lying: named }
}

function toldAutodialer(every: number): Lie {
  const sees = ({ text }: Seen) => JSON.parse(text).data.name
  return { every, sees, honest: (name) => name, lying: (before) => before }
}

function storedInAutodialer(every: number): Lie {
  const sees = (_answer: Seen, mock: Mock) => mock.snapshot()
  const named = (name: string) =>
    expect.objectContaining({
      autodialer: expect.arrayContaining([expect.objectContaining({ id: rewritten._id, name })]),
    })
  return { every, sees, honest: named, lying: named }
}

function failing(every: number): Lie {
  const sees = ({ status, text }: Seen) => [status, JSON.parse(text).success]
  return { every, sees, honest: () => [200, 1], lying: () => [200, 0] }
}

function lacking(every: number, member: string, group: (answer: Seen) => object): Lie {
  const sees = (answer: Seen) => member in group(answer)
  return { every, sees, honest: () => true, lying: () => false }
}

const ofSqs: Readonly<Record<string, Lie>> = {
  'sqs-every-37th-500': answeredWith(37, 500),
  'sqs-every-97th-500': answeredWith(97, 500),
  'sqs-every-43rd-302': answeredWith(43, 302),
  'sqs-every-97th-302': answeredWith(97, 302),
  'sqs-every-47th-207': answeredWith(47, 207),
  'sqs-every-97th-207': answeredWith(97, 207),
  'sqs-every-41st-previous-name': toldSqs(41),
  'sqs-every-97th-previous-name': toldSqs(97),
  'sqs-every-47th-undated': lacking(47, 'updated', ({ text }) => JSON.parse(text)),
  'sqs-every-37th-not-stored': storedInSqs(37),
  'sqs-every-97th-not-stored': storedInSqs(97),
}

const ofAutodialer: Readonly<Record<string, Lie>> = {
  'autodialer-every-37th-500': answeredWith(37, 500),
  'autodialer-every-97th-500': answeredWith(97, 500),
  'autodialer-every-37th-failed': failing(37),
  'autodialer-every-43rd-302': answeredWith(43, 302),
  'autodialer-every-97th-302': answeredWith(97, 302),
  'autodialer-every-47th-207': answeredWith(47, 207),
  'autodialer-every-97th-207': answeredWith(97, 207),
  'autodialer-every-41st-previous-name': toldAutodialer(41),
  'autodialer-every-97th-previous-name': toldAutodialer(97),
  'autodialer-every-47th-uncounted': lacking(47, 'count', ({ text }) => JSON.parse(text).data),
  'autodialer-every-37th-not-stored': storedInAutodialer(37),
  'autodialer-every-97th-not-stored': storedInAutodialer(97),
}

async function expectLie(
  mock: Mock,
  update: (name: string) => Promise<Seen>,
  { every, sees, honest, lying }: Lie,
): Promise<void> {
  for (let nth = 1; nth <= every + 1; nth++) {
    const answer = await update(`n${nth}`)
    // What is stored is looked at about the one that matters.
    if (nth >= every - 1)
      expect(await sees(answer, mock)).toEqual(nth === every ? lying(`n${nth - 1}`) : honest(`n${nth}`))
  }
}

describe('one update in so many', () => {
  test.each(Object.entries(ofSqs))('%s lies', async (fault, lie) => {
    const mock = await started({ faults: [fault] })
    await expectLie(mock, (name) => sqs(mock, { body: { ...cherokee, name } }), lie)
  })

  test.each(Object.entries(ofAutodialer))('%s lies', async (fault, lie) => {
    const mock = await started({ faults: [fault] })
    await expectLie(mock, (name) => autodialer(mock, { body: { ...rewritten, name } }), lie)
  })

  test.each([
    ['sqs-every-29th-let-in', sqs, { Authorization: undefined }],
    ['autodialer-every-29th-let-in', autodialer, { 'X-APIKEY': undefined }],
  ] as const)('%s lies', async (fault, send, headers) => {
    const mock = await started({ faults: [fault] })
    const letIn: number[] = []
    for (let nth = 1; nth <= 60; nth++) if ((await send(mock, { headers })).status === 200) letIn.push(nth)
    expect(letIn).toEqual([29, 58])
  })

  test('updates that are refused do not count, and other groups do', async () => {
    const mock = await started({ faults: ['sqs-every-37th-500'] })
    const navajo = { ...cherokee, id: 'Kq8vT2mZx41LpWc7RdYn' }
    for (let nth = 1; nth <= 36; nth++) {
      expect((await sqs(mock, { body: '{' })).status).toBe(400)
      const group = nth % 2 === 0 ? cherokee : navajo
      expect((await sqs(mock, { body: { ...group, name: `n${nth}` } }, group.id)).status).toBe(200)
    }
    expect((await sqs(mock)).status).toBe(500)
  })
})
