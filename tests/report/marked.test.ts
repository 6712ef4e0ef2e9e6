import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../helpers/contract/types.ts'
import { tellDifference } from '../../helpers/difference/difference.ts'
import type { RunRecord } from '../../helpers/record/record.ts'
import { renderConsole } from '../../helpers/report/console.ts'
import { renderHtml } from '../../helpers/report/html.ts'
import { renderSummary } from '../../helpers/report/summary.ts'
import { recordProblems, recordWithConsequences, withChecks } from './records.ts'

/** A record in which a check saw this in place of what was sent. */
function seenFor(sent: Json, seen: Json): RunRecord {
  const { cause, ...told } = tellDifference({ member: 'name', sent, seen }, ' stored as', () => undefined)
  return withChecks(recordWithConsequences(), (check) =>
    check.id === 'late-stored' ? { ...check, ...told, cause, reason: `saw ${told.seen}` } : check,
  )
}

const persian = seenFor('گروه می\u200cخواهم', 'گروه میخواهم')
const look = { reports: 'reports', colour: false }

/** No character that a terminal, a log or a reader would obey or could not see. */
const unseen = /[\p{Cf}\p{Zl}\p{Zp}]/u

test('the record holds both values', () => {
  expect(recordProblems(persian)).toEqual([])
})

describe('the console', () => {
  test('carets stand below what differs, where each character takes one column', () => {
    expect(renderConsole(seenFor('one two', 'one Two'), look)).toContain(
      [
        '  expected    name stored as "one two"',
        '                                  ^',
        '  saw         name stored as "one Two"',
        '                                  ^',
        '  differs     “T” stands in place of “t”',
      ].join('\n'),
    )
    expect(renderConsole(seenFor('團 two', '團 Two'), look)).not.toContain('^')
    expect(renderConsole(seenFor('one two', 'one Two'), { ...look, columns: 30 })).not.toContain('^')
  })

  test('what cannot be seen has a badge, and nothing else of it is written', () => {
    const text = renderConsole(persian, look)
    expect(text).toContain('expected    name stored as "گروه می‹ZWNJ›خواهم"')
    expect(text).toContain('differs     “‹ZWNJ›” is missing')
    expect(text).not.toMatch(unseen)
  })

  test('on a terminal what differs is coloured, and a text from right to left is isolated', () => {
    const text = renderConsole(persian, { ...look, colour: true })
    expect(text.replaceAll('\u001b', '^')).toMatch(
      /name stored as \u2068"گروه می\^\[1m.*‹ZWNJ›.*خواهم"\u2069$/m,
    )
    const isolates = (text.match(/[\u2068\u2069]/g) ?? []).join('')
    expect(isolates).toMatch(/^(\u2068\u2069)+$/)
    const hostile = renderConsole(seenFor('گروه', 'گروه\u2069\u202e'), { ...look, colour: true })
    expect(hostile.replace(/[\u2068\u2069]/g, '')).not.toMatch(unseen)
    expect((hostile.match(/[\u2068\u2069]/g) ?? []).join('')).toMatch(/^(\u2068\u2069)+$/)
  })
})

test('the summary has what differs in bold', () => {
  const tokens = new MarkdownIt()
    .parse(renderSummary(seenFor('a `b` two', 'a `b` Two')), {})
    .flatMap(({ children }) => children ?? [])
  const bold = tokens.filter((_, at) => tokens[at - 1]?.type === 'strong_open').map(({ content }) => content)
  expect(bold).toEqual(expect.arrayContaining(['t', 'T']))
})

test('the page marks what differs, and keeps the direction of a value to itself', () => {
  const page = renderHtml(persian)
  expect(page).toContain('name stored as <bdi>&#34;گروه می<mark>‹ZWNJ›</mark>خواهم&#34;</bdi>')
  expect(page).not.toMatch(unseen)
})

test('256 characters and 255 of them differ wherever they are told', () => {
  const record = seenFor('x'.repeat(256), 'x'.repeat(255))
  for (const text of [renderConsole(record, look), renderSummary(record), renderHtml(record)])
    expect(text).toMatch(/\(256 characters\)[\s\S]*\(255 characters\)[\s\S]*“x” is missing/)
})
