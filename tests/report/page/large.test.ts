import { describe, expect, test as plainTest } from 'vitest'
import type { CheckRecord, RunRecord } from '../../../helpers/record/record.ts'
import { renderHtml } from '../../../helpers/report/html.ts'
import type { Exchange } from '../../../helpers/target/exchange.ts'
import { verdicts } from '../../../helpers/verdict/verdict.ts'
import { hostileRecord } from '../hostile-record.ts'
import { test } from './chromium.ts'

const cases = 10_000
const body = JSON.stringify({ name: '<&"\u0001گروه'.repeat(400) })

const exchange = (at: number): Exchange => ({
  request: {
    method: 'PUT',
    url: `http://127.0.0.1:1/${at}`,
    headers: [['Accept', 'application/json']],
    body,
  },
  answer: { status: 500, headers: [['Content-Type', 'application/json']], body, bytes: body.length },
  curl: `curl --data-raw '${body}'`,
  startedAt: '2026-03-04T05:06:07.089Z',
  milliseconds: at,
})

const failing = (at: number, exchanges: readonly Exchange[]): CheckRecord => ({
  id: `generated-${at}`,
  behaviour: 'generated',
  title: 'MUST hold for every payload that is drawn',
  verdict: 'fail',
  milliseconds: at,
  reason: `expected 200; saw ${body}`,
  expected: '200',
  seen: body,
  cause: `cause ${at}`,
  exchanges,
  counterexample: { seed: 1, path: '0', payload: body, requests: { found: 1, shrinking: 0 } },
})

const passing = (at: number): CheckRecord => {
  const { id, behaviour, title, milliseconds } = failing(at, [])
  return { id, behaviour, title, milliseconds, verdict: 'pass' }
}

const many = Array.from({ length: cases }, (_, at) => at)
const one = failing(cases, [exchange(1), exchange(2)])

const records = {
  'checks that fail, each with exchanges': recordOf(
    many.map((at) => failing(at, [exchange(at), exchange(at)])),
  ),
  'exchanges of one check': recordOf([failing(0, many.map(exchange))]),
  'checks that pass, and one that fails behind them': recordOf([...many.map(passing), one]),
}

describe.for(Object.entries(records))('10,000 %s', ([, record]) => {
  plainTest('are rendered in under 2 s, to less than 5 MB', () => {
    const tries = [1, 2, 3].map(() => {
      const start = performance.now()
      const size = Buffer.byteLength(renderHtml(record))
      return { size, milliseconds: performance.now() - start }
    })
    // Other tests keep the machine busy: the quickest counts.
    expect(Math.min(...tries.map(({ milliseconds }) => milliseconds))).toBeLessThan(2_000)
    expect(Math.max(...tries.map(({ size }) => size))).toBeLessThan(5_000_000)
  })

  test('can be opened, show what matters and say what is left out', async ({ open }) => {
    const page = await open(renderHtml(record))
    const shown = await page.locator('.check').count()
    const failed = page.locator('.check[data-verdict="fail"]')
    expect(await failed.first().locator('.story').count()).toBe(1)
    const told = (await page.locator('header .remark').allTextContents()).join()
    expect(told).toContain('conformance.json')
    const checks = record.endpoints[0]?.requirements[0]?.checks ?? []
    expect(leftOut(told, /leaves out ([\d,]+) checks?/)).toBe(checks.length - shown)
    const stories = checks.filter(({ verdict }) => verdict !== 'pass').length
    expect(leftOut(told, /details of ([\d,]+) checks?/)).toBe(
      stories - (await page.locator('.story').count()),
    )
    const exchanges = checks.reduce((sum, check) => sum + (check.exchanges?.length ?? 0), 0)
    expect(leftOut(told, /([\d,]+) exchanges?/)).toBe(exchanges - (await page.locator('.exchange').count()))
  })
})

plainTest('nothing is left out of a record of the usual size', () => {
  expect(renderHtml(hostileRecord())).not.toContain('left out')
  expect(renderHtml(hostileRecord())).not.toContain('leaves out')
})

function leftOut(told: string, pattern: RegExp): number {
  return Number((pattern.exec(told)?.[1] ?? '0').replaceAll(',', ''))
}

function recordOf(checks: readonly CheckRecord[]): RunRecord {
  const { endpoints, ...record } = hostileRecord()
  const [endpoint] = endpoints
  const [requirement] = endpoint?.requirements ?? []
  if (!endpoint || !requirement) throw new Error('the record to start from is empty')
  const counts = Object.fromEntries(
    verdicts.map((verdict) => [verdict, checks.filter((check) => check.verdict === verdict).length]),
  )
  const only = { ...endpoint, counts: { ...endpoint.counts, ...counts } }
  return { ...record, endpoints: [{ ...only, requirements: [{ ...requirement, checks }] }] }
}
