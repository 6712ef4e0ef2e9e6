import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import type { GroupValues } from '../helpers/contract/types.ts'
import { Violation } from '../helpers/verdict/signals.ts'
import { failsAlone } from './alone.ts'
import { ownerChecks } from './owners.ts'

/**
 * Texts that software mangles, each for a reason of its own. Where the text of the family named last is mangled too,
 * the reason is the one of that family, and so is the finding.
 */
const families: readonly (readonly [id: string, what: string, text: string, ...after: string[]])[] = [
  ['accents', 'accented letters', 'Crème Brûlée Ærøskøbing'],
  ['decomposed', 'decomposed letters', 'Cafe\u0301 A\u030angstro\u0308m', 'accents'],
  ['persian', 'Persian with a zero-width non-joiner', 'گروه می\u200cخواهم ۱۲۳', 'accents'],
  ['arabic', 'Arabic letters that have Persian twins', 'مجموعة يك كتاب أُولى ـ ١٢٣، ۀ', 'accents'],
  [
    'right-to-left',
    'marks of writing direction',
    'abc \u200fאבג\u200e \u202bx\u202c \u2067y\u2069',
    'accents',
  ],
  ['cjk', 'Chinese and Japanese', '團體 グループ　ＡＢ ｶﾅ', 'accents'],
  ['emoji', 'emoji with skin tones, joiners and flags', '👍🏽 👩‍👩‍👧 🇮🇷 🚀', 'accents'],
  ['quotes', 'quotation marks', `"double" 'single' \`back\` “curly” ‘dashed’ – — …`, 'accents', 'xml'],
  ['backslash', 'backslashes', 'C:\\new\\table \\u0041 \\\\'],
  ['percent', 'percent signs and placeholders', `100 % %s %41 {{x}} \${y} :name ?`],
  ['plus', 'plus signs and the signs of forms', 'a+b=c;d#e,f|g*(h)@i^j~'],
  ['xml', 'XML specials', `<b>&amp;</b> ]]> <!-- & < >`],
  ['entities', 'HTML entities', '&lt;i&gt; &quot; &#39; &nbsp; &eacute;', 'xml'],
  ['sql', 'SQL and template fragments', `'; DROP TABLE groups; -- $ne {$gt:""}`, 'quotes'],
  ['blanks', 'blanks at either end', ' padded '],
  ['inner-blanks', 'several blanks in a row', 'a  b   c\u00a0d', 'accents'],
  ['line-ends', 'line ends and tabs', 'one\ntwo\tthree\r\nfour'],
  ['separators', 'U+2028, U+2029 and signs that are not seen', 'a\u2028b\u2029c\u200bd\u00ade', 'accents'],
  ['case', 'upper and lower case', 'MiXeD cAsE İıſß', 'accents'],
  ['leading-zeros', 'a number with leading zeros', '0042'],
  ['exponent', 'a text that looks like a number with an exponent', '1e5', 'leading-zeros'],
  ['long-number', 'a number of twenty digits', '12345678901234567890', 'leading-zeros'],
  ['fraction', 'a number with trailing zeros', '1.50', 'leading-zeros'],
  ['plus-number', 'a number with a plus sign', '+989121234567', 'plus', 'leading-zeros'],
  ['word-null', 'the word null', 'null'],
  ['word-true', 'the word true', 'true', 'word-null'],
  ['word-undefined', 'the word undefined', 'undefined', 'word-null'],
  ['word-nan', 'the word NaN', 'NaN', 'word-null'],
  ['date', 'a text that looks like a date', '2020-01-02'],
  ['prototype', 'the word __proto__', '__proto__'],
  ['length-255', 'a text of 255 characters', `${'x'.repeat(254)}y`],
  ['length-256', 'a text of 256 characters', `${'z'.repeat(255)}y`, 'length-255'],
  ['length-1024', 'a text of 1,024 characters', `${'é'.repeat(1_023)}y`, 'length-256', 'accents'],
  ['one-character', 'the one character 0', '0'],
  ['highest', 'the highest code points', '\u{10fffd}\u{1f9ff}', 'emoji'],
  ['slashes', 'slashes', '/a//b\\/c/', 'backslash'],
]

/** An accepted text is kept character for character; a server may refuse it, by a documented refusal. */
export const text = behaviour('text', [
  ...families.map(([id, what, value, ...after]) =>
    check(`text-${id}`, `MUST keep ${what} as sent, or refuse it`, { of: 'text-kept' }, async (t) => {
      try {
        await expectKept(t, value)
      } catch (error) {
        if (!(error instanceof Violation) || !(await anyMangled(t, after))) throw error
        t.note(`not judged: the finding is the one of text-${after.join(' or text-')}`)
      }
    }),
  ),
  ...ownerChecks,
])

async function anyMangled(t: CheckContext, ids: readonly string[]): Promise<boolean> {
  for (const [id, , value] of families) {
    if (ids.includes(id) && (await isMangled(t, likeOf(value, t.fixtures.names.number())))) return true
  }
  return false
}

/** Another text of the same family and length class: the text itself may be the name of another check's group. */
function likeOf(value: string, number: number): string {
  if (/^[a-z]+$/i.test(value) && value.length < 200) return value
  if (/^\d+$/.test(value)) return `${value}${number}`
  return value.length < 200 ? `${value} ${number}` : `${number}${value.slice(String(number).length)}`
}

async function isMangled(t: CheckContext, value: string): Promise<boolean> {
  try {
    await expectKept(t, value)
    return false
  } catch (error) {
    if (error instanceof Violation) return true
    throw error
  }
}

async function expectKept(t: CheckContext, value: string): Promise<void> {
  const update = t.group.update(textsWith(t, value))
  const { name = '', description } = update.values
  const sent = description === undefined ? { name } : { name, description }
  const answer = await t.send(update)
  if (!t.isAccepted(answer)) {
    t.expectRefused(answer, 'invalid')
    return t.note(`refused with ${answer.status}`)
  }
  // Bytes that are not UTF-8 are another check's finding; what they mean is anybody's guess.
  if (answer.jsonReading.problem === undefined) t.expectReported(answer, sent)
  if (!t.meets('read-back')) return
  const stored = await t.stored(t.group)
  // An update that was not stored at all left a plain name of this run, or the text of a check before this one: that is
  // the persistence checks' finding.
  if (String(stored.values.name).startsWith(t.fixtures.names.marker)) return
  if (stored.values.name === name || !(await failsAlone(t))) t.expectStored(stored, sent)
}

/** The text alone as name; as description with the group's mark in its middle, by which the group is found again. */
function textsWith(t: CheckContext, value: string): GroupValues {
  const described = t.contract.members.description !== undefined
  return { name: value, ...(described && { description: `${value}${t.group.marker}${value}` }) }
}
