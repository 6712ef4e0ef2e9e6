import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import type { GroupValues } from '../helpers/contract/types.ts'
import { ownerChecks } from './owners.ts'
import { kept } from './precedence.ts'

/**
 * Texts that software mangles, each for a reason of its own. Where the text of a check named last is mangled too, the
 * reason is the one of that.
 */
const families: readonly (readonly [id: string, what: string, text: string, ...after: string[]])[] = [
  ['text-accents', 'accented letters', 'Crème Brûlée Ærøskøbing'],
  ['text-decomposed', 'decomposed letters', 'Cafe\u0301 A\u030angstro\u0308m', 'text-accents'],
  ['text-persian', 'Persian with a zero-width non-joiner', 'گروه می\u200cخواهم ۱۲۳', 'text-accents'],
  ['text-arabic', 'Arabic letters that have Persian twins', 'مجموعة يك كتاب أُولى ـ ١٢٣، ۀ', 'text-accents'],
  [
    'text-right-to-left',
    'marks of writing direction',
    'abc \u200fאבג\u200e \u202bx\u202c \u2067y\u2069',
    'text-accents',
  ],
  ['text-cjk', 'Chinese and Japanese', '團體 グループ　ＡＢ ｶﾅ', 'text-accents'],
  ['text-emoji', 'emoji with skin tones, joiners and flags', '👍🏽 👩‍👩‍👧 🇮🇷 🚀', 'text-accents'],
  [
    'text-quotes',
    'quotation marks',
    `"double" 'single' \`back\` “curly” ‘dashed’ – — …`,
    'text-accents',
    'text-xml',
  ],
  ['text-backslash', 'backslashes', 'C:\\new\\table \\u0041 \\\\'],
  ['text-percent', 'percent signs and placeholders', `100 %% %s %41 {{x}} \${y} :name ?`],
  ['text-plus', 'plus signs and the signs of forms', 'a+b=c;d#e,f|g*(h)@i^j~'],
  ['text-xml', 'XML specials', `<b>&amp;</b> ]]> <!-- & < >`],
  ['text-entities', 'HTML entities', '&lt;i&gt; &quot; &#39; &nbsp; &eacute;', 'text-xml'],
  ['text-sql', 'SQL and template fragments', `'; DROP TABLE groups; -- $ne {$gt:""}`, 'text-quotes'],
  ['text-blanks', 'blanks at either end', ' padded '],
  ['text-inner-blanks', 'several blanks in a row', 'a  b   c\u00a0d', 'text-accents'],
  ['text-line-ends', 'line ends and tabs', 'one\ntwo\tthree\r\nfour'],
  [
    'text-separators',
    'U+2028, U+2029 and signs that are not seen',
    'a\u2028b\u2029c\u200bd\u00ade\ufefff\u00a0g',
    'text-accents',
  ],
  ['text-case', 'upper and lower case', 'MiXeD cAsE İıſß', 'text-accents'],
  ['text-leading-zeros', 'a number with leading zeros', '0042'],
  ['text-exponent', 'a text that looks like a number with an exponent', '1e5', 'text-leading-zeros'],
  ['text-long-number', 'a number of twenty digits', '12345678901234567890', 'text-leading-zeros'],
  ['text-fraction', 'a number with trailing zeros', '1.50', 'text-leading-zeros'],
  ['text-plus-number', 'a number with a plus sign', '+989121234567', 'text-plus', 'text-leading-zeros'],
  ['text-word-null', 'the word null', 'null'],
  ['text-word-true', 'the word true', 'true', 'text-word-null'],
  ['text-word-undefined', 'the word undefined', 'undefined', 'text-word-null'],
  ['text-word-nan', 'the word NaN', 'NaN', 'text-word-null'],
  ['text-date', 'a text that looks like a date', '2020-01-02'],
  ['text-prototype', 'the word __proto__', '__proto__'],
  ['text-length-255', 'a text of 255 characters', `${'x'.repeat(254)}y`],
  ['text-length-256', 'a text of 256 characters', `${'z'.repeat(255)}y`, 'text-length-255'],
  [
    'text-length-1024',
    'a text of 1,024 characters',
    `${'é'.repeat(1_023)}y`,
    'text-length-256',
    'text-accents',
  ],
  ['text-one-character', 'the one character 0', '0'],
  ['text-highest', 'the highest code points', '\u{10fffd}\u{1f9ff}', 'text-emoji'],
  ['text-slashes', 'slashes', '/a//b\\/c/', 'text-backslash'],
]

/** Ids of the checks of all families. */
export const textChecks: readonly string[] = families.map(([id]) => id)

/** An accepted text is kept character for character; a server may refuse it, by a documented refusal. */
export const text = behaviour('text', [
  ...families.map(([id, what, value, ...after]) =>
    check(
      id,
      `MUST keep ${what} as sent, or refuse it`,
      { of: 'text-kept', after: [...after, ...kept] },
      (t) => expectKept(t, value),
    ),
  ),
  ...ownerChecks,
])

async function expectKept(t: CheckContext, value: string): Promise<void> {
  const update = t.group.update(textsWith(t, value)).maybeRefused()
  const answer = await t.send(update)
  if (!t.isTaken(answer)) return
  await t.expectKept(t.group, answer, update.values)
}

/** The text alone as name; as description with the group's mark in its middle, by which the group is found again. */
function textsWith(t: CheckContext, value: string): GroupValues {
  const described = t.contract.members.description !== undefined
  return { name: value, ...(described && { description: `${value}${t.group.marker}${value}` }) }
}
