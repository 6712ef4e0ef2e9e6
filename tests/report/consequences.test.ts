import { describe, expect, test } from 'vitest'
import { compareRecords } from '../../helpers/report/compare.ts'
import { renderHtml } from '../../helpers/report/html.ts'
import { renderJunit } from '../../helpers/report/junit.ts'
import { renderStatement } from '../../helpers/report/render-statement.ts'
import { statementOf } from '../../helpers/report/statement.ts'
import { childrenOf, type Element, junitProblems, readElement } from './junit-schema.ts'
import { recordWithConsequences, withChecks } from './records.ts'

const record = recordWithConsequences()

describe('the page', () => {
  const text = renderHtml(record)
  const findings = /<section class="findings".*?<\/section>/s.exec(text)?.[0] ?? ''

  test('tells findings with what follows from them, and counts both', () => {
    expect(findings).toContain('2 findings, 6 failing checks')
    expect(findings.match(/<b class="fail">/g)).toHaveLength(2)
    const parts = findings.split('Consequences:')
    expect(parts).toHaveLength(3)
    expect(parts[0]).toContain('#first/wrong-password')
    expect(parts[1]).toMatch(/#first\/wrong-tenant.*#first\/no-challenge.*#first\/late-stored/s)
    expect(parts[2]).toMatch(/#first\/half-stored.*#first\/other-half/s)
  })

  test('leads from a consequence to all that explain it', () => {
    const story = /id="first\/half-stored".*?<\/li>/s.exec(text)?.[0] ?? ''
    expect(story).toContain('<small>follows from late-stored; saw what half-stored saw</small>')
    expect(story).toMatch(
      /<dt>follows from<\/dt>.*href="#first\/late-stored".*href="#first\/wrong-password"/s,
    )
  })

  test('says of a pass what was seen', () => {
    expect(text).toContain('<small>pass: refused with 412</small>')
  })
})

describe('JUnit', () => {
  const text = renderJunit(record)
  const suites = childrenOf(readElement(text), 'testsuite')
  const caseOf = (id: string): Element | undefined =>
    suites
      .flatMap((suite) => childrenOf(suite, 'testcase'))
      .find(({ attributes }) => attributes.name?.endsWith(`[${id}]`))
  const outOf = (id: string) => caseOf(id)?.children.find(({ name }) => name === 'system-out')?.text

  test('has a failure for each check, which begins with what it follows from', () => {
    expect(junitProblems(text)).toEqual([])
    const messages = ['wrong-password', 'wrong-tenant', 'half-stored'].map(
      (id) => caseOf(id)?.children.find(({ name }) => name === 'failure')?.attributes.message,
    )
    expect(messages).toEqual([
      'expected what wrong-password asks for; saw what wrong-password saw',
      'follows from wrong-password: expected what wrong-tenant asks for; saw what wrong-tenant saw',
      'follows from late-stored: expected what half-stored asks for; saw what half-stored saw',
    ])
  })

  test('names all that explain a check beside its other facts', () => {
    expect(outOf('half-stored')).toMatch(/^because: late-stored, wrong-password$/m)
    expect(outOf('no-challenge')).toMatch(/^follows from wrong-password: expected/m)
    expect(outOf('wrong-password')).not.toContain('because')
    expect(text).toContain('name="because" value="late-stored, wrong-password"')
  })
})

describe('the statement', () => {
  const [statement] = statementOf(record).endpoints

  test('meets no requirement of which a check fails, be it a consequence', () => {
    expect(statement?.notMet.map(({ id }) => id)).toEqual([
      'first-duty',
      'second-duty',
      'third-duty',
      'fourth-duty',
    ])
    expect(statement?.met).toEqual([])
    expect(statement?.notMet[2]?.reasons).toEqual([
      'other-half: fail, a group changed; follows from late-stored',
    ])
  })

  test('says of what is met what was seen', () => {
    const met = withChecks(record, (check) =>
      check.id === 'old-sore' ? { ...check, verdict: 'pass' } : check,
    )
    expect(renderStatement(met)).toContain(
      '`fourth-duty` (MUST): A server keeps fourth-duty.\n  - `taken-well: pass: refused with 422`',
    )
  })
})

test('a comparison looks past what explains a check', () => {
  const alone = withChecks(record, ({ because: _because, ...check }) => check)
  for (const [before, after] of [
    [record, alone],
    [alone, record],
  ] as const)
    expect(compareRecords(before, after)).toEqual({ changes: [], worse: false })
})
