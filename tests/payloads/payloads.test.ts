import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { endpointNames, loadContract } from '../../helpers/contract/contract.ts'
import { arbitraryOf } from '../../helpers/payloads/from-schema.ts'
import { rawBodies, written } from '../../helpers/payloads/raw-bodies.ts'
import { anyTexts, keptTexts } from '../../helpers/payloads/text-families.ts'
import { fitted, validPayloads } from '../../helpers/payloads/valid-payloads.ts'
import { violating } from '../../helpers/payloads/violations.ts'

const drawing = { resolve: () => ({}), texts: keptTexts }

describe.each(endpointNames())('%s', (endpoint) => {
  const contract = loadContract(endpoint)
  const problems = (payload: unknown) => contract.validate(contract.schemas.request, payload)
  const right = validPayloads(contract, keptTexts)

  test('valid payloads are valid, and differ', () => {
    const drawn = fc.sample(right, { numRuns: 300, seed: 1 })
    for (const payload of drawn) expect(problems(payload)).toEqual([])
    expect(new Set(drawn.map((payload) => JSON.stringify(payload))).size).toBeGreaterThan(200)
  })

  test('wrong payloads are invalid by the schema itself, in each way', () => {
    const required = contract.required.map((role) => contract.members[role] ?? role)
    const drawn = fc.sample(violating(right, required).drawn, { numRuns: 300, seed: 1 })
    for (const { payload, violation } of drawn) expect(problems(payload), violation).not.toEqual([])
    for (const member of required)
      expect(drawn.map(({ violation }) => violation)).toContain(`${member} is left out`)
  })

  test('a case is fitted to a group of the run, and says nothing of the run that drew it', () => {
    const own = { [contract.members.id ?? '']: 'g1', [contract.members.owner ?? 'none']: 'o1' }
    const [payload = {}] = fc.sample(right, { numRuns: 1, seed: 7 })
    const fits = fitted(contract, payload, own, 'mark')
    expect(fits[contract.members.id ?? '']).toBe('g1')
    if (contract.members.owner) expect(fits[contract.members.owner]).toBe('o1')
    expect(JSON.stringify(payload)).not.toContain('mark')
    expect(problems(fits)).toEqual([])
  })

  test('what stands in a case for a wrong value stays wrong', () => {
    const id = contract.members.id ?? ''
    expect(fitted(contract, { [id]: null }, { [id]: 'g1' }, 'mark')).toEqual({ [id]: null })
    expect(fitted(contract, {}, { [id]: 'g1' }, 'mark')).toEqual({})
  })
})

test('a keyword that payloads cannot be drawn from is refused by its name', () => {
  expect(() => arbitraryOf({ type: 'string', pattern: '^a$' }, drawing)).toThrow('pattern')
  expect(() => arbitraryOf({ type: 'number' }, drawing)).toThrow('"number"')
})

test('bounds of a schema are kept', () => {
  const lists = arbitraryOf(
    { type: 'array', items: { type: 'integer', minimum: 3, maximum: 9 }, maxItems: 2 },
    drawing,
  )
  for (const list of fc.sample(lists, { numRuns: 100, seed: 1 })) {
    if (!Array.isArray(list)) throw new Error('no list was drawn')
    expect(list.length).toBeLessThanOrEqual(2)
    for (const item of list) expect(item).toSatisfy((number: number) => number >= 3 && number <= 9)
  }
  const texts = arbitraryOf({ type: 'string', minLength: 2, maxLength: 5 }, drawing)
  for (const text of fc.sample(texts, { numRuns: 100, seed: 1 }))
    expect([...String(text)].length).toSatisfy((length: number) => length >= 2 && length <= 5)
})

test('texts are of the lengths that software trips over, and only those without duties may be empty', () => {
  const lengthsOf = (texts: fc.Arbitrary<string>) =>
    new Set(fc.sample(texts, { numRuns: 2_000, seed: 1 }).map(({ length }) => length))
  const kept = lengthsOf(keptTexts)
  for (const length of [1, 255, 256, 1_024, 65_536]) expect(kept).toContain(length)
  expect(kept).not.toContain(0)
  expect(lengthsOf(anyTexts)).toContain(0)
})

test('of a list of types each is drawn', () => {
  const drawing = { resolve: () => ({}), texts: fc.constant('text') }
  const drawn = fc.sample(arbitraryOf({ type: ['string', 'null'] }, drawing), { numRuns: 50, seed: 1 })
  expect(new Set(drawn)).toEqual(new Set(['text', null]))
})

test('raw bodies are odd in the way that they say', () => {
  const payload = { a: 'é', b: 'x' }
  const body = (oddity: string, amount = 3) =>
    Buffer.from(written({ oddity, amount, payload }, JSON.stringify(payload)))
  expect(body('a byte order mark').subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  expect(() => new TextDecoder('utf-8', { fatal: true }).decode(body('bytes that are not UTF-8'))).toThrow()
  expect(body('UTF-16').toString('utf16le')).toBe(JSON.stringify(payload))
  expect(body('a member twice').toString().match(/"a":/g)).toHaveLength(2)
  for (const oddity of ['a cut', 'a character lost', 'a trailing comma', 'a comment'])
    expect(() => JSON.parse(body(oddity).toString()), oddity).toThrow()
  expect(JSON.parse(body('line ends as in the PHP sample').toString())).toEqual(payload)
})

test('a kept case that someone edited is recognised as none', () => {
  const { isCase } = rawBodies(fc.constant({}))
  expect(isCase({ oddity: 'a cut', amount: 1, payload: {} })).toBe(true)
  for (const other of [
    { oddity: 'constructor', amount: 1, payload: {} },
    { oddity: 'a cut', amount: -1, payload: {} },
    [],
    'x',
  ])
    expect(isCase(other)).toBe(false)
})
