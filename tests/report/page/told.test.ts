import { expect, test } from 'vitest'
import type { RunRecord } from '../../../helpers/record/record.ts'
import { renderHtml } from '../../../helpers/report/html.ts'
import { recordOfFindings, recordWithConsequences, withChecks } from '../records.ts'

const record = recordOfFindings(20)

test('the run over time in words as well, with the waits for an overloaded server', () => {
  const [, traffic = ''] = /<section class="traffic".*?>(.*?)<\/section>/s.exec(renderHtml(record)) ?? []
  expect([...traffic.matchAll(/role="img" aria-label="(.*?)"/g)].map(([, label]) => label)).toEqual([
    '5 accepted, 1 refused, 1 overloaded within 30 ms, at most 3 in 10 ms; it waited for an overloaded server in 10 ms',
    'Half of the answers took at most 2.1 ms, 95 of 100 at most 40 ms, the longest 1.2 s.',
  ])
  expect(traffic.match(/<rect class="waiting"/g)).toHaveLength(2)
})

test('why a run is inconclusive or was lost, in its head', () => {
  const [endpoint] = record.endpoints
  if (!endpoint) throw new Error('the record is empty')
  const lost = { ...endpoint, lost: 'it answers 401 to what it took at the start' }
  const unsure = withChecks({ ...record, verdict: 'inconclusive', endpoints: [lost] }, (check) => ({
    ...check,
    verdict: 'inconclusive',
    reason: 'the server was overloaded',
  }))
  const head = headOf(unsure)
  expect(head).toContain('first was lost: it answers 401')
  expect(head).toContain('20 checks of first could not be judged: the server was overloaded')
})

test('what a partial run left out', () => {
  const [endpoint] = record.endpoints
  if (!endpoint) throw new Error('the record is empty')
  const leftOut = [
    { id: 'auth-missing', requirement: 'credentials-required', level: 'MUST' as const },
    { id: 'date-unit', requirement: 'date-unit', level: 'SHOULD' as const },
  ]
  const part = withChecks(
    { ...record, verdict: 'partial', endpoints: [{ ...endpoint, leftOut }] },
    (check) => ({
      ...check,
      verdict: check.id === 'broken-1' ? 'not-tested' : 'pass',
    }),
  )
  const head = headOf(part)
  expect(head).toContain('2 checks of first left out, 1 of level MUST: auth-missing, date-unit')
  expect(head).toContain('1 check of level MUST not tested on first: broken-1')
})

test('of a pass how it was refused', () => {
  expect(renderHtml(recordWithConsequences())).toContain('<small>pass: refused with 412</small>')
})

/** What stands above the findings. */
function headOf(told: RunRecord): string {
  const [, head = ''] = /<header>(.*?)<\/header>/s.exec(renderHtml(told)) ?? []
  return head
}
