import { describe, expect, test } from 'vitest'
import { loadContract } from '../../helpers/contract/contract.ts'
import { renderConsole } from '../../helpers/report/console.ts'
import { Answer } from '../../helpers/target/answer.ts'
import { insteadOf } from '../../helpers/target/causes.ts'
import { missingIn } from '../../helpers/target/instant.ts'
import { describeOutcome } from '../../helpers/target/outcome.ts'
import { madeUp, recordOf } from '../run/in-process.ts'

const [autodialer, sqs] = [loadContract('autodialer'), loadContract('sqs')]
const json = (status: number, body: unknown) =>
  new Answer(status, [['Content-Type', 'application/json']], Buffer.from(JSON.stringify(body)))

describe('what is due, in words that need no knowledge of the contract', () => {
  test.each([
    [sqs, 'updated', '200'],
    [sqs, 'notFound', '404, or 422 with errorCode 5'],
    [sqs, 'conflict', '409, or 422 with errorCode 2'],
    [sqs, 'methodNotAllowed', 'a refusal'],
    [autodialer, 'updated', '200 with success 1'],
    [autodialer, 'invalid', '200 or 4xx with success 0'],
  ] as const)('$0.name: %s', (contract, outcome, words) => {
    expect(describeOutcome(contract, outcome)).toBe(words)
  })

  test('the cause says what was answered as well', () => {
    expect(insteadOf(sqs, json(200, {}), 'notFound')).toBe(
      'answered 200; must be 404, or 422 with errorCode 5',
    )
    expect(insteadOf(autodialer, json(200, { success: 0 }), 'updated')).toBe(
      'answered 200 with success 0; must be 200 with success 1',
    )
    expect(insteadOf(sqs, json(302, {}))).toBe('answered 302; must be a refusal')
  })

  test.each([
    ['2026-11-27T02:40:16.798', 'offset'],
    ['2026-11-27', 'time'],
    ['27.11.2026', undefined],
  ])('what %j lacks is its %s', (date, part) => {
    expect(missingIn(date)).toBe(part)
  })

  const sentences = (...validated: Parameters<typeof sqs.validate>) =>
    [...new Set(autodialer.validate(...validated).map(({ says }) => says))].sort()

  test('no pattern is shown to anybody', () => {
    const [problem, ...more] = sqs.validate('Timestamp', '27.11.2026')
    expect(more).toEqual([])
    expect(problem?.says).toMatch(/"27\.11\.2026" is not of the documented form/)
    expect(problem?.says).not.toContain('[0-9]')
  })

  test.each([
    ['a list', [], ['the body is a list; must be an object']],
    ['nothing', null, ['the body is null; must be an object']],
    [
      'a group of other types',
      {
        success: '1',
        message: null,
        data: { name: 7, count: 1.5, numbers: {}, description: '', date: 'now' },
      },
      [
        '`data.count` is a number; must be a whole number',
        '`data.date` is a text; must be an object',
        '`data.name` is a number; must be a text',
        '`data.numbers` is an object; must be a list',
        '`message` is null; must be a text',
        '`success` is "1"; must be 1',
        '`success` is a text; must be a whole number',
      ],
    ],
    [
      'half a group',
      { success: 1, message: '', data: { name: '', numbers: [], description: '' } },
      ['`data.count` is missing', '`data.date` is missing'],
    ],
  ])('what a schema has against %s', (_, answer, says) => {
    expect(sentences('UpdatedAnswer', answer)).toEqual(says)
  })

  test('what a refusal must say', () => {
    expect(sentences('Refusal', { success: 1, message: 'no', data: {} })).toEqual([
      '`success` is 1; must be 0',
    ])
  })
})

describe('the console', () => {
  const look = { reports: 'reports', colour: false }

  test('a target that cannot be reached is reported in one sentence, first, without a table', () => {
    const results = madeUp('sqs', () => 'inconclusive')
    const text = renderConsole(recordOf([results]), look)
    expect(text).toMatch(/^INCONCLUSIVE sqs: made up: inconclusive\n\nsqs at /)
    const both = renderConsole(recordOf([madeUp('autodialer', () => 'pass'), results]), look)
    expect(both).toMatch(/^INCONCLUSIVE sqs: .*\n\n +autodialer\n/)
  })

  test('a table that is wider than a line is one for each endpoint', () => {
    const results = (['autodialer', 'sqs'] as const).map((endpoint) =>
      madeUp(endpoint, ({ id }) => (['fail', 'pass', 'warn', 'not-tested'] as const)[id.length % 4]),
    )
    const record = recordOf(results)
    const tableOf = (columns: number) => renderConsole(record, { ...look, columns }).split('\n\n')
    expect(tableOf(200)[0]).toMatch(/^ +autodialer +sqs$/m)
    const [first = '', second = ''] = tableOf(60)
    expect(first).toMatch(/^ +autodialer\n/)
    expect(second).toMatch(/^ +sqs\n/)
    for (const line of [...first.split('\n'), ...second.split('\n')])
      expect(line.length).toBeLessThanOrEqual(60)
  })
})
