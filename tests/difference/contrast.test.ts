import { describe, expect, test } from 'vitest'
import { countOf } from '../../helpers/difference/characters.ts'
import { contrastOf } from '../../helpers/difference/contrast.ts'
import { differencesOf, type Mark, marksOf } from '../../helpers/difference/marks.ts'
import { show } from '../../helpers/target/describe.ts'

const text = (side: readonly Mark[] | undefined) =>
  side?.map(({ text: part, differs }) => (differs ? `[${part}]` : part)).join('')

/** Both values, with what differs in brackets. */
function against(expected: unknown, seen: unknown): [expected: string | undefined, seen: string | undefined] {
  const marks = marksOf(contrastOf(expected, seen))
  return [text(marks?.expected), text(marks?.seen)]
}

describe('two values set against each other', () => {
  test.each([
    ['می\u200cخواهم', 'میخواهم', '"می[\u200c]خواهم"', '"می[]خواهم"'],
    ['a\u{1f680}b', 'a?b', '"a[\u{1f680}]b"', '"a[?]b"'],
    ['\u{1f680}', '\u{1f681}', '"[\u{1f680}]"', '"[\u{1f681}]"'],
    ['one two three', 'One two Three', '"[o]ne two [t]hree"', '"[O]ne two [T]hree"'],
    [['1', '2'], ['1', '3'], '["1","[2]"]', '["1","[3]"]'],
  ])('%j and %j', (expected, seen, due, came) => {
    expect(against(expected, seen)).toEqual([due, came])
  })

  test('256 characters and 255 of them differ visibly, and are counted', () => {
    const [a, b] = ['x'.repeat(256), 'x'.repeat(255)]
    expect(against(a, b)).toEqual([`…${'x'.repeat(60)}[x]"`, `…${'x'.repeat(60)}[]"`])
    expect(contrastOf(a, b).lengths).toEqual({
      expected: ' (256 characters)',
      seen: ' (255 characters)',
    })
  })

  test('a long value is cut around the first difference, and never within a character', () => {
    const astral = '\u{1f680}'.repeat(1_000)
    const { expected, seen } = contrastOf(`${astral}a${astral}`, `${astral}b${astral}`)
    for (const [shown, char] of [
      [expected, 'a'],
      [seen, 'b'],
    ] as const) {
      expect(shown).toMatch(new RegExp(`^…\u{1f680}+${char}\u{1f680}+…$`, 'u'))
      expect(shown.isWellFormed()).toBe(true)
      expect(shown.length).toBeLessThan(200)
    }
  })

  test('what differs is said in words', () => {
    expect(differencesOf(contrastOf('a\u200cb', 'ab'))).toBe('“\u200c” is missing')
    expect(differencesOf(contrastOf('ab', 'acb'))).toBe('“c” is there as well')
    expect(differencesOf(contrastOf('1e5', '1f5'))).toBe('“f” stands in place of “e”')
    expect(differencesOf(contrastOf('same', 'same'))).toBeUndefined()
  })
})

test('lengths count code points of texts and items of lists', () => {
  expect(show('\u{1f680}'.repeat(300))).toMatch(/… \(300 characters\)$/)
  expect(show(Array.from({ length: 300 }, String))).toMatch(/… \(300 items\)$/)
  expect(countOf('a\u{1f680}\ud800')).toBe(3)
})
