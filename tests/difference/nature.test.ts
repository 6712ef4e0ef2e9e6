import { describe, expect, test } from 'vitest'
import type { Json } from '../../helpers/contract/types.ts'
import { natureOf } from '../../helpers/difference/nature.ts'

const unknown = () => undefined

const saysOf = (sent: Json, seen: Json | undefined) => natureOf('name', sent, seen, unknown).says

describe('what happened to a text', () => {
  test.each<[sent: string, seen: string, says: string]>([
    [' padded ', 'padded', 'lose the blanks at both ends'],
    [' padded ', 'padded ', 'lose the blanks at their beginning'],
    [' padded ', ' padded', 'lose the blanks at their end'],
    ['a  b   c', 'a b c', 'have one blank in place of several in a row'],
    ['a b c', 'abc', 'lose all blanks'],
    ['0042', '42', 'lose their leading zeros'],
    ['+98912', '98912', 'lose their plus sign'],
    ['1.50', '1.5', 'are rewritten as numbers'],
    ['1e5', '100000', 'are rewritten as numbers'],
    ['12345678901234567890', '12345678901234567000', 'are rewritten as numbers'],
    ['1.50', '1', 'are rewritten as whole numbers'],
    ['MiXeD', 'mixed', 'are put into small letters'],
    ['MiXeD', 'MIXED', 'are put into capitals'],
    ['Cafe\u0301', 'Caf\u00e9', 'are normalised to NFC'],
    ['Caf\u00e9', 'Cafe\u0301', 'are normalised to NFD'],
    ['ＡＢ', 'AB', 'are normalised to NFKC'],
    ['ＡＢ\u3000ｶﾅ', 'AB\u3000カナ', 'compatibility characters are replaced by ordinary ones, as NFKC does'],
    ['團體 グ', '团体 グ', 'Chinese characters are replaced by others'],
    ['Crème', 'Creme', 'lose the accents of their letters'],
    ['a\r\nb\nc', 'a\nb\nc', 'have other line ends'],
    ['a\nb', 'a\r\nb', 'have other line ends'],
    ['a\nb\tc', 'a b c', 'have blanks in place of line ends and tabs'],
    [`<b>&"'`, '&lt;b&gt;&amp;&quot;&#39;', 'are escaped for HTML'],
    ['a < b', 'a &lt; b', 'are escaped for HTML'],
    ['a < b', 'a &#60; b', 'are escaped for HTML'],
    ['&lt;i&gt; &#39;', "<i> '", 'HTML entities in texts are decoded'],
    ['a <b>c</b>', 'a c', 'lose what looks like a tag'],
    [`"it's"`, `\\"it\\'s\\"`, 'have backslashes before quotation marks'],
    [`'a\\`, `\\'a\\\\`, 'have backslashes before quotation marks and backslashes'],
    ['/a/b', '\\/a\\/b', 'have backslashes before slashes'],
    ['a\\b', 'ab', 'lose their backslashes'],
    ['%41+', 'A+', 'are decoded as a part of a URL'],
    ['a+%41', 'a A', 'are decoded as a form'],
    ['a+b', 'a b', 'are decoded as a form'],
    ['a b', 'a%20b', 'are encoded as a part of a URL'],
    ['Crème', 'CrÃ¨me', 'in UTF-8 are read as Latin-1'],
    ['“x”', 'â€œxâ€\u009d', 'in UTF-8 are read as Windows-1252'],
    ['x'.repeat(256), 'x'.repeat(255), 'are cut off after 255 characters'],
    ['é'.repeat(600), 'é'.repeat(512), 'are cut off after 512 characters (1024 bytes)'],
    ['a long name', 'a long…', 'are cut off after 6 characters'],
    ['\u{1f680}\u{1f680}\u{1f680}', '\u{1f680}\u{1f680}', 'are cut off after 2 characters (8 bytes)'],
    ['می\u200cخواهم', 'میخواهم', 'lose format characters'],
    ['a\u2028b\u2029c', 'abc', 'lose line and paragraph separators'],
    ['a \u{1f680} b', 'a  b', 'lose characters beyond U+FFFF'],
    ['a \u{1f680} b', 'a ? b', 'have "?" in place of characters beyond U+FFFF'],
    ['aéb', 'a\ufffdb', 'have U+FFFD in place of letters with accents'],
    ['/a//b', '/a/b', 'lose the sign /'],
    ['a يك b', 'a یک b', 'have other characters in place of Arabic characters'],
    ['undefined', '', 'come back empty'],
  ])('%j seen as %j', (sent, seen, says) => {
    expect(natureOf('name', sent, seen, unknown)).toEqual({
      says: says.includes('characters are') || says.startsWith('HTML') ? says : `texts ${says}`,
      everywhere: true,
    })
  })

  test('the same mistake has the same words for another member, and for an item of a list', () => {
    expect(natureOf('description', 'Crème', 'CrÃ¨me', unknown).says).toBe(saysOf('Crème', 'CrÃ¨me'))
    expect(saysOf(['a', 'Crème'], ['a', 'CrÃ¨me'])).toBe(saysOf('Crème', 'CrÃ¨me'))
  })

  test('texts that have little in common are another value, which explains nothing elsewhere', () => {
    expect(natureOf('name', 'first', 'Array', unknown)).toEqual({
      says: 'name has another value',
      everywhere: false,
    })
  })

  test('megabytes are compared without being spread out', () => {
    const long = 'x'.repeat(4_000_000)
    expect(saysOf(`${long}y`, long)).toBe('texts are cut off after 4000000 characters')
    expect(saysOf(`ä${long}`, `ö${long}`)).toBe(
      'texts have other characters in place of letters with accents',
    )
    // The names of a run differ like this.
    expect(saysOf(`a${long}`, `b${long}`)).toBe('name has another value')
    expect(saysOf(`a${long}`, 'b'.repeat(4_000_000))).toBe('name has another value')
  })
})

test.each<[sent: Json, seen: Json | undefined, says: string]>([
  ['a', undefined, 'name is missing'],
  ['a', null, 'name is null in place of a text'],
  ['1', 1, 'name is a number in place of a text'],
  [['1'], { 0: '1' }, 'name is an object in place of a list'],
  [['1', '2'], ['1', 2], 'an item of name is a number in place of a text'],
  [['1', '3', '2'], ['1', '2', '3'], 'the items of name are sorted'],
  [['1', '3', '2'], ['2', '3', '1'], 'the items of name come in reverse order'],
  [['1', '2', '3'], ['2', '1', '3'], 'the items of name come in another order'],
  [['1', '1', '2'], ['1', '2'], 'the items of name stand there once only'],
  [['1', '2', '3'], ['1', '2'], 'name lose their last item'],
  [['1', '2', '3'], ['1'], 'the items of name are cut off after 1'],
  [['0', '00', '1'], ['00', '1'], 'the items of name are dropped in part'],
  [['1'], [], 'name comes back empty'],
  [['3', '4'], ['1', '2', '3', '4'], 'name gets items that were not sent'],
  [3, 4, 'name has another value'],
  ['2026-11-27T02:40:16Z', '1999-11-27T02:40:16Z', 'name is another time'],
])('%j seen as %j: %s', (sent, seen, says) => {
  expect(saysOf(sent, seen)).toBe(says)
})

test.each([
  ['before', 'name has the value from before the update'],
  ['another', 'name has the value of another request'],
] as const)(
  'a value that is known for one of another request (%s) explains nothing elsewhere',
  (whose, says) => {
    const known = (value: Json) => (value === 'G1N3' ? { of: whose } : undefined)
    expect(natureOf('name', 'G1N13', 'G1N3', known)).toEqual({ says, everywhere: false })
    expect(natureOf('name', 'G1N13', 'G1N1', known)).toMatchObject({ everywhere: true })
  },
)
