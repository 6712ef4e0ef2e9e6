import { describe, expect, test } from 'vitest'
import type { Check } from '../../helpers/checks/check.ts'
import type { Contract } from '../../helpers/contract/contract.ts'
import { levelsOf } from './catalogue.ts'
import { endpoints, madeUp, recordOf } from './in-process.ts'

const isMust = (check: Check, contract: Contract) => levelsOf(check, contract).includes('MUST')
const first = (check: Check) => check.id === 'auth-missing'

describe.for(endpoints)('%s is', (name) => {
  const verdict = (...given: Parameters<typeof madeUp> extends [unknown, ...infer Rest] ? Rest : never) =>
    recordOf([madeUp(name, ...given)]).verdict

  test('conformant when every check passes', () => {
    expect(verdict(() => 'pass')).toBe('conformant')
  })

  test('conformant when every MUST passes, whatever becomes of the rest', () => {
    for (const other of ['warn', 'not-tested', 'known-failing'] as const)
      expect(verdict((check, contract) => (isMust(check, contract) ? 'pass' : other))).toBe('conformant')
    expect(verdict((check, contract) => (isMust(check, contract) ? 'pass' : undefined))).toBe('conformant')
  })

  test('partial when a MUST was not tested, not run, or is known to fail', () => {
    for (const other of ['not-tested', 'known-failing', undefined] as const)
      expect(verdict((check) => (first(check) ? other : 'pass'))).toBe('partial')
  })

  test('inconclusive when a check was, and none failed', () => {
    expect(verdict((check) => (first(check) ? 'inconclusive' : 'pass'))).toBe('inconclusive')
    expect(verdict((check, contract) => (isMust(check, contract) ? 'pass' : 'inconclusive'))).toBe(
      'inconclusive',
    )
  })

  test('inconclusive when nothing was tested or nothing was run', () => {
    expect(verdict(() => 'not-tested')).toBe('inconclusive')
    expect(verdict(() => undefined)).toBe('inconclusive')
  })

  test('inconclusive when no request was sent, whatever its checks say', () => {
    const right = madeUp(name, () => 'pass')
    expect(recordOf([{ ...right, requests: 0 }]).verdict).toBe('inconclusive')
  })

  test('not conformant when a check failed, whatever became of the rest', () => {
    for (const other of ['pass', 'inconclusive', 'not-tested', undefined] as const)
      expect(verdict((check) => (first(check) ? 'fail' : other))).toBe('not-conformant')
  })

  test('inconclusive for what was not tested when all is required', () => {
    const results = madeUp(name, (check) => (first(check) ? 'not-tested' : 'pass'))
    const { verdict: whole, endpoints: each } = recordOf([results], { requireAll: true })
    expect(whole).toBe('inconclusive')
    expect(each[0]?.counts).toMatchObject({ 'not-tested': 0, inconclusive: 1 })
  })
})

describe('a run of several endpoints is as good as the worst of them', () => {
  const failing = (name: (typeof endpoints)[number]) =>
    madeUp(name, (check) => (first(check) ? 'fail' : 'pass'))
  const lost = (name: (typeof endpoints)[number]) => madeUp(name, () => 'inconclusive')
  const right = (name: (typeof endpoints)[number]) => madeUp(name, () => 'pass')
  const part = (name: (typeof endpoints)[number]) =>
    madeUp(name, (check) => (first(check) ? 'not-tested' : 'pass'))

  test.for([
    ['conformant', right, right],
    ['partial', right, part],
    ['inconclusive', part, lost],
    ['not-conformant', lost, failing],
    ['not-conformant', failing, right],
  ] as const)('%s', ([expected, one, other]) => {
    expect(recordOf([one('autodialer'), other('sqs')]).verdict).toBe(expected)
    expect(recordOf([other('autodialer'), one('sqs')]).verdict).toBe(expected)
  })
})
