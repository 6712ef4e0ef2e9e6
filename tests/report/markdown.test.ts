import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import type { RunRecord } from '../../helpers/record/record.ts'
import { renderAnnotations } from '../../helpers/report/annotations.ts'
import { findingsOf } from '../../helpers/report/causes.ts'
import { formats } from '../../helpers/report/formats.ts'
import { hostileRecord } from './hostile-record.ts'

/** Texts that mean something in Markdown, HTML or to a runner of CI jobs. */
const traps = [
  '<img src=x onerror=alert(1)>',
  '[click](javascript:alert(1))',
  '![pixel](https://example.org/x)',
  '``` \n</code></pre>\n# heading\n| a | b |',
  '`` ` ```` ` ``',
  '` <b onclick=alert(1)>',
  '::error title=forged::forged',
  '\r\n::set-output name=a::b\n%0A::warning::x',
].join(' ')

/** What a server says may mention somebody too; a text of the catalogue does not. */
const mention = `${traps} @someone`

const fromOutside = ['reason', 'expected', 'seen', 'cause', 'curl']
const fromCatalogue = ['duty', 'section']

/** The hostile record with a trap in every text that is shown. */
const record: RunRecord = JSON.parse(
  JSON.stringify(hostileRecord(), (key, value) => {
    if (fromOutside.includes(key)) return `${value} ${mention}`
    return fromCatalogue.includes(key) ? `${value} ${traps}` : value
  }),
)
const baseline = { file: mention, mistakes: [mention] }
const trapped: RunRecord = {
  ...record,
  run: { ...record.run, complete: false, incomplete: mention, baseline },
}

describe.each(['md', 'statement'] as const)('as %s', (format) => {
  const text = formats[format](trapped)
  const tokens = new MarkdownIt({ html: true })
    .parse(text, {})
    .flatMap((token) => [token, ...(token.children ?? [])])

  test('no text of a record becomes a tag, a link, a picture or a heading', () => {
    const seen = new Set(tokens.map(({ type }) => type))
    for (const type of ['html_block', 'html_inline', 'link_open', 'image']) expect(seen).not.toContain(type)
    const headings = tokens
      .filter((_, at) => tokens[at - 1]?.type === 'heading_open')
      .map(({ content }) => content)
    expect(headings.length).toBeGreaterThan(2)
    expect(headings.filter((heading) => heading === 'heading')).toEqual([])
  })

  test('what a server said stands in code, where it mentions nobody', () => {
    const outside = tokens.filter(({ type }) => type === 'text').map(({ content }) => content)
    expect(outside.join('\n')).not.toContain('@someone')
    const inside = tokens.filter(({ type }) => type === 'code_inline').map(({ content }) => content)
    expect(inside.some((content) => content.includes('@someone'))).toBe(true)
  })

  test('holds the verdict, every endpoint and what is not complete', () => {
    expect(text).toContain('not-conformant')
    for (const { name } of trapped.endpoints) expect(text).toContain(name)
    expect(text).toContain('forged')
  })
})

test('the summary counts every verdict of each endpoint', () => {
  const rows = formats
    .md(hostileRecord())
    .split('\n')
    .filter((line) => line.startsWith('| '))
  expect(rows).toEqual(
    expect.arrayContaining([
      '| fail | 2 | 2 |',
      '| known-failing | 1 | 1 |',
      '| not-tested | 1 | 1 |',
      '| pass | 2 | 2 |',
    ]),
  )
})

test('a summary of thousands of findings still fits a comment, and says what it leaves out', () => {
  const [endpoint] = record.endpoints
  const [requirement] = endpoint?.requirements ?? []
  const [check] = requirement?.checks ?? []
  if (!endpoint || !requirement || !check) throw new Error('the hostile record is empty')
  const many = (cause: (at: number) => string) => {
    const checks = Array.from({ length: 5_000 }, (_, at) => ({
      ...check,
      id: `many-${at}`,
      cause: cause(at),
    }))
    return formats.md({ ...record, endpoints: [{ ...endpoint, requirements: [{ ...requirement, checks }] }] })
  }
  const [apart, together] = [many((at) => `${at} instead of updated`), many(() => '500 instead of updated')]
  expect(apart).toContain('4985 more findings stand in the record.')
  expect(together).toContain('- same cause: and 4989 more')
  for (const text of [apart, together]) expect(text.length).toBeLessThan(65_536)
})

test('an annotation is one command for each finding, and holds no other', () => {
  const lines = renderAnnotations(trapped).split('\n').slice(0, -1)
  const findings = trapped.endpoints.flatMap(findingsOf)
  expect(findings.length).toBeGreaterThan(0)
  expect(lines).toHaveLength(findings.length)
  for (const [at, line] of lines.entries()) {
    const failed = findings[at]?.checks[0].check.verdict === 'fail'
    // A command as the runner reads it: up to the first two colons, then data in which only % is special.
    const [, command, title, data = ''] = /^::(\w+) title=([^:,]*)::(.*)$/.exec(line) ?? []
    expect(command).toBe(failed ? 'error' : 'warning')
    expect(title).toMatch(/^(first|second) [a-z-]+$/)
    expect(data).not.toMatch(/%(?!25)/)
    expect(data).toContain('%250A::warning::x')
  }
})
