import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { object, readJson } from '../contract/contract-data.ts'
import { Checkout } from './checkout.ts'
import { leftToFillIn } from './fill-in.ts'
import { assertPossible, type WantedCheck } from './wanted-check.ts'
import { writeCheck } from './write-check.ts'

const wanted: WantedCheck = {
  endpoint: 'sqs',
  behaviour: 'success',
  check: 'date-header',
  requirement: 'date-header-sent',
}

let checkout: Checkout

beforeAll(() => {
  checkout = new Checkout()
  writeCheck(checkout.root, wanted)
})
afterAll(() => checkout.remove())

describe.sequential('a new check', () => {
  test('says what is left to fill in, and where', () => {
    const left = leftToFillIn(checkout.root).map((line) => line.replace(/:\d+/, ''))
    expect(left).toHaveLength(10)
    expect(left).toContain('suites/success.ts: a sentence that begins with its level')
    expect(left).toContain('mock/faults/sqs/date-header.ts: the lie, in one sentence')
  })

  test('has types that say so', () => {
    const errors = checkout.build()
    expect(errors).toHaveLength(1)
    expect(errors[0]).toContain('"FILL IN: a sentence that begins with its level"')
  })

  test('has a row that has not the published shape', () => {
    expect(problemsOfRows()).toEqual(
      ['level', 'basis', 'duty'].map((member) => `/requirements/date-header-sent/${member}`),
    )
  })

  test('flags the correct server, and has a fault that cannot be started', () => {
    expect(checkout.judge('date-header')).toContain('FILL IN: what is expected of the answer')
    expect(checkout.judge('date-header', ['sqs-no-date-header'])).toBe(
      'Error: FILL IN: the decisions of the reference server that tell the lie',
    )
  })

  test('is a check like any other once it is filled in', () => {
    fillAllIn()
    expect(leftToFillIn(checkout.root)).toEqual([])
    expect(checkout.build()).toEqual([])
    expect(problemsOfRows()).toEqual([])
    expect(checkout.judge('date-header')).toBe('pass')
    expect(checkout.judge('date-header', ['sqs-no-date-header'])).toBe(
      'warn expected a Date header; saw none',
    )
  })
})

test.for<[Partial<WantedCheck>, string]>([
  [{ endpoint: 'sqss' }, 'there is no endpoint sqss; expected one of autodialer, sqs (nearest: sqs)'],
  [{ behaviour: 'texts' }, 'there is no behaviour texts; expected one of success, '],
  [{ check: 'Date' }, 'Date is no id of a check; expected lower-case words joined by hyphens'],
  [{ requirement: 'x_y' }, 'x_y is no id of a requirement; expected lower-case words joined by hyphens'],
  [{ check: 'stored' }, 'the check stored is taken, in suites/persistence; expected an id of its own'],
  [{ check: 'owner' }, 'the fault sqs-no-owner is taken; expected another check id'],
  [{ check: 'dates' }, 'the file mock/faults/sqs/dates.ts is taken; expected another check id'],
  [{ endpoint: 'autodialer', requirement: 'created-kept' }, 'the requirement created-kept is one of sqs'],
])('%o is refused', ([different, message]) => {
  expect(() => assertPossible({ ...wanted, ...different })).toThrow(message)
})

/** What a maintainer would write. */
function fillAllIn(): void {
  checkout.replace('schemas/sqs/requirements.json', {
    'FILL IN: MUST, SHOULD or INFERRED, as the basis allows': 'SHOULD',
    'FILL IN: page, sample, vendor, standard or inferred': 'standard',
    'FILL IN: one sentence in words of your own that begins with A server or An answer':
      'An answer says when it was made.',
    'FILL IN: the document that says so': 'RFC 9110',
    'FILL IN: where in that document': '6.6.1',
  })
  checkout.replace('suites/success.ts', {
    'FILL IN: a sentence that begins with its level': 'SHOULD say when an answer was made',
    "t.expect(false, 'FILL IN: what is expected of the answer', 'FILL IN: what came instead', answer)":
      "t.expect(answer.header('date') !== undefined, 'a Date header', 'none', answer)",
  })
  checkout.replace('mock/faults/sqs/date-header.ts', {
    'import type { SqsFault }': 'import { telling, type SqsFault }',
    'FILL IN: the lie, in one sentence': 'No answer says when it was made.',
    "throw new Error('FILL IN: the decisions of the reference server that tell the lie')":
      'return telling((members, { response }) => { response.sendDate = false; return members })(honest)',
    'decisions: () =>': 'decisions: (honest) =>',
  })
}

/** Where the requirements of SQS are not as the published schema wants them; what follows from these is left out. */
function problemsOfRows(): string[] {
  const validate = new Ajv2020({ allErrors: true }).compile(object(readJson('requirements.schema.json')))
  validate(JSON.parse(checkout.read('schemas/sqs/requirements.json')))
  const { errors } = validate
  return (errors ?? []).filter(({ keyword }) => keyword !== 'if').map(({ instancePath }) => instancePath)
}
