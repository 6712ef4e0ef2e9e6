import { expect, test } from 'vitest'
import { hostileRecord } from '../report/hostile-record.ts'
import { countOf, recordProblems } from '../report/records.ts'
import { judge, recordOf } from './in-process.ts'
import { started } from './servers.ts'

test('the record of a run with findings is as published', async () => {
  const { environment } = await started({ faults: ['sqs-status-201'] })
  const record = recordOf([await judge('sqs', environment)])
  expect(record.verdict).toBe('not-conformant')
  expect(countOf(record).fail).toBeGreaterThan(0)
  expect(recordProblems(record)).toEqual([])
})

test('the record of a run on which settings are missing is as published', async () => {
  const { environment: mock } = await started()
  const environment = { ...mock, SQS_UNPRIVILEGED_USERNAME: '', SQS_UNPRIVILEGED_PASSWORD: '' }
  const record = recordOf([await judge('sqs', environment)])
  expect(record.verdict).toBe('partial')
  expect(countOf(record)['not-tested']).toBeGreaterThan(0)
  expect(recordProblems(record)).toEqual([])
})

test('the schema is strict, and counts must add up', () => {
  const record = hostileRecord()
  const [endpoint] = record.endpoints
  const [requirement] = endpoint?.requirements ?? []
  const [check] = requirement?.checks ?? []
  const withCheck = (changed: object) => ({
    ...record,
    endpoints: [
      { ...endpoint, counts: { ...none, fail: 1 }, requirements: [{ ...requirement, checks: [changed] }] },
    ],
  })
  const none = { pass: 0, fail: 0, warn: 0, inconclusive: 0, 'not-tested': 0, 'known-failing': 0 }
  expect(recordProblems(record)).toEqual([])
  expect(recordProblems(withCheck({ ...check }))).toEqual([])
  for (const wrong of [
    { ...record, format: 2 },
    { ...record, verdict: 'green' },
    { ...record, secret: 'Aa123456' },
    { ...record, run: { ...record.run, startedAt: 'today' } },
    { ...record, endpoints: [{ ...endpoint, counts: { ...endpoint?.counts, skipped: 1 } }] },
    { ...record, endpoints: [{ ...endpoint, requirements: [{ ...requirement, checks: [] }] }] },
    { ...record, endpoints: [{ ...endpoint, counts: { ...endpoint?.counts, pass: 3 } }] },
    withCheck({ ...check, verdict: 'skipped' }),
    withCheck({ ...check, reason: undefined }),
    withCheck({ ...check, title: 'refuses' }),
    withCheck({ ...check, exchanges: [{ ...check?.exchanges?.[0], answer: undefined }] }),
  ]) {
    expect(recordProblems(JSON.parse(JSON.stringify(wrong)))).not.toEqual([])
  }
})
