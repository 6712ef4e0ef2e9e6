import { expect, test } from 'vitest'
import { honestAutodialer } from '../../mock/autodialer/honest.ts'
import { faults, troubles, variants } from '../../mock/catalogue.ts'
import { compose, type Twist } from '../../mock/fault.ts'
import { autodialerFaults } from '../../mock/faults/autodialer/all.ts'
import { sqsFaults } from '../../mock/faults/sqs/all.ts'
import { honestSqs } from '../../mock/sqs/honest.ts'
import { autodialerVariants } from '../../mock/variants/autodialer.ts'
import { sqsVariants } from '../../mock/variants/sqs.ts'
import { ask, started } from './client.ts'
import { cherokee, sqs } from './sqs-client.ts'

test('the ids of faults are a type', async () => {
  const ids = faults.map(({ id }) => id).sort()
  const written = [
    '// Written by `npx vitest run --project tests tests/mock/switches.test.ts -u`, off the faults in this folder.',
    '',
    '/** The id of a wrong behaviour of the reference server. */',
    'export type FaultId =',
    ...ids.map((id) => `  | '${id}'`),
    '',
  ]
  await expect(written.join('\n')).toMatchFileSnapshot('../../mock/fault-ids.ts')
})

test('what replaces a decision says so: no other text of one leaves out what is below it', () => {
  const silent = <Decisions extends object>(honest: Decisions, twists: readonly Twist<Decisions>[]) =>
    twists.flatMap((twist) => {
      if (twist.decisions.length === 0) return []
      const replaced = Object.entries(twist.decisions(honest))
        .filter(([name, decision]) => !String(decision).includes(`honest.${name}`))
        .map(([name]) => name)
      const said = (twist.replaces ?? []).map(String)
      return replaced.sort().join() === said.sort().join() ? [] : [twist.id]
    })
  expect(silent(honestSqs, [...sqsFaults, ...sqsVariants])).toEqual([])
  expect(silent(honestAutodialer, [...autodialerFaults, ...autodialerVariants])).toEqual([])
})

interface Letters {
  readonly a: () => string
  readonly b: () => string
}

const letters: Letters = { a: () => 'a', b: () => 'b' }
const wraps: Twist<Letters> = { id: 'wraps', decisions: (honest) => ({ a: () => `(${honest.a()})` }) }
const replaces: Twist<Letters> = { id: 'replaces', decisions: () => ({ a: () => 'A' }) }
const mixed: Twist<Letters> = {
  id: 'mixed',
  replaces: ['b'],
  decisions: (honest) => ({ a: () => `[${honest.a()}]`, b: () => 'B' }),
}

test('faults of one decision both show, in whichever order they are given', () => {
  for (const twists of [
    [wraps, replaces],
    [replaces, wraps],
    [wraps, replaces, wraps],
  ])
    expect(compose(letters, twists).a()).toBe('(A)')
  for (const twists of [
    [mixed, replaces],
    [replaces, mixed],
  ])
    expect([compose(letters, twists).a(), compose(letters, twists).b()]).toEqual(['[A]', 'B'])
})

test.each([
  ['sqs-pair-own', 'sqs-pair-not-checked'],
  ['sqs-pair-not-checked', 'sqs-pair-own'],
])('%s and %s are refused, as one takes the place of the other', async (...ids) => {
  await expect(started({ faults: ids })).rejects.toThrow(
    new RegExp(`${ids[1]} replaces ${ids[0]} \\(clashes\\): .*expected one of them at a time`),
  )
})

test('faults are switched while it runs, and groups stay as they are', async () => {
  const mock = await started({ variants: ['sqs-no-siblings'] })
  await sqs(mock, { body: { ...cherokee, name: 'Kept' } })
  const before = mock.snapshot()
  await mock.use(['sqs-status-201'])
  expect(mock.active.map(({ id }) => id)).toEqual(['sqs-no-siblings', 'sqs-status-201'])
  expect(mock.snapshot()).toEqual(before)
  expect((await sqs(mock)).status).toBe(201)
  await mock.use([])
  expect((await sqs(mock)).status).toBe(200)
})

test('PUT /__faults switches them from outside, and says what is active; what is wrong changes nothing', async () => {
  const mock = await started()
  const at = `${mock.url}/__faults`
  const put = (body: unknown) => ask(at, { method: 'PUT', body })
  const active = async () => JSON.parse((await ask(at, {})).text).active.map(({ id }: { id: string }) => id)
  expect((await put(['sqs-status-201'])).status).toBe(200)
  expect(await active()).toEqual(['sqs-status-201'])
  expect((await sqs(mock)).status).toBe(201)
  for (const [body, says] of [
    [['sqs-status-2011'], 'did you mean \\"sqs-status-201\\"'],
    ['{', 'expected a list of ids of faults'],
    [{ faults: 'sqs-status-201' }, 'expected a list of ids of faults'],
    [['sqs-pair-own', 'sqs-pair-not-checked'], 'replaces'],
  ] as const) {
    const refused = await put(body)
    expect(refused.status).toBe(400)
    expect(refused.text).toContain(says)
  }
  expect(await active()).toEqual(['sqs-status-201'])
  expect((await put({ variants: ['sqs-no-siblings'] })).status).toBe(200)
  expect(await active()).toEqual(['sqs-no-siblings'])
  expect((await ask(at, { method: 'DELETE' })).status).toBe(405)
})

test('the switches count for no fault: a server that lies now and then lies at the same requests', async () => {
  const mock = await started({ keepRequests: true })
  await ask(`${mock.url}/__faults`, {})
  expect(mock.requests).toEqual([])
})

test('variants and troubles have no id of a fault', () => {
  const ids = new Set(faults.map(({ id }) => id))
  expect([...variants, ...troubles].filter(({ id }) => ids.has(id))).toEqual([])
})
