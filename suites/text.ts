import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { onceARun } from '../helpers/checks/once.ts'
import type { GroupValues } from '../helpers/contract/types.ts'
import type { Violation } from '../helpers/verdict/signals.ts'
import { descriptionChecks } from './descriptions.ts'
import { doubtfulTextChecks } from './doubtful-texts.ts'
import { ownerChecks } from './owners.ts'
import { kept } from './precedence.ts'
import { tryTogether } from './together.ts'

/** A text, what it is called, and the checks that say why it is mangled where the text of one of them is mangled too. */
type Family = readonly [id: string, what: string, text: string, ...after: string[]]

/** What software mangles wherever it stands in a line, each for a reason of its own; what it may well refuse comes last. */
const passages: readonly Family[] = [
  ['text-accents', 'accented letters', 'Crème Brûlée Ærøskøbing'],
  ['text-decomposed', 'decomposed letters', 'Cafe\u0301 A\u030angstro\u0308m', 'text-accents'],
  ['text-persian', 'Persian with a zero-width non-joiner', 'گروه می\u200cخواهم ۱۲۳', 'text-accents'],
  ['text-arabic', 'Arabic letters that have Persian twins', 'مجموعة يك كتاب أُولى ـ ١٢٣، ۀ', 'text-accents'],
  ['text-cjk', 'Chinese and Japanese', '團體 グループ　ＡＢ ｶﾅ', 'text-accents'],
  [
    'text-emoji',
    'emoji with skin tones, joiners, flags and variations',
    '👍🏽 👩‍👩‍👧 🇮🇷 🚀 ❤\ufe0f 1\ufe0f\u20e3 🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
    'text-accents',
  ],
  [
    'text-quotes',
    'quotation marks and dashes',
    `"double" 'single' \`back\` “curly” ‘dashed’ – — …`,
    'text-accents',
    'text-xml',
  ],
  ['text-backslash', 'backslashes', 'C:\\new\\table \\\\ \\u0041'],
  ['text-percent', 'percent signs and placeholders', `100 %% %s %41 {{x}} \${y} :name ?`],
  ['text-plus', 'plus signs and the signs of forms', 'a+b=c;d#e,f|g*(h)@i^j~ :-)'],
  ['text-dollar', 'the signs of replacements', '$$ $& $1', 'text-xml'],
  ['text-xml', 'XML specials', `<b>&amp;</b> ]]> <!-- & < >`],
  ['text-entities', 'HTML entities', '&lt;i&gt; &quot; &#39; &nbsp; &eacute;', 'text-xml'],
  ['text-script', 'a script and a path', '<script>alert(1)</script> ../../etc/passwd', 'text-xml'],
  ['text-sql', 'SQL and template fragments', `'; DROP TABLE groups; -- $ne {$gt:""}`, 'text-quotes'],
  ['text-inner-blanks', 'several blanks in a row', 'a  b   c\u00a0d', 'text-accents'],
  ['text-case', 'upper and lower case', 'MiXeD cAsE İıſß', 'text-accents'],
  ['text-private-use', 'characters of private use', 'a\ue000b\uf8ffc', 'text-accents'],
  [
    'text-fillers',
    'word joiners, fillers and signs of mathematics that are not seen',
    'a\u2060b\u2062c\u2063d\u115fe\u3164f\u034fg',
    'text-accents',
    'text-cjk',
  ],
  ['text-highest', 'the highest code points', '\u{10fffd}\u{1f9ff}', 'text-emoji', 'text-private-use'],
  ['text-slashes', 'slashes', '/a//b\\/c/', 'text-backslash'],
  [
    'text-address',
    'addresses',
    'https://example.org/?a=b&c=d a.b+c@example.org',
    'text-slashes',
    'text-plus',
    'text-xml',
    'text-percent',
  ],
  ['text-card', 'what looks like the number of a card', '4111111111111111'],
  ['text-short-name', 'a short name of an emoji and a placeholder', ':smile: {0}'],
  [
    'text-right-to-left',
    'marks of writing direction',
    'abc \u200fאבג\u200e \u202bx\u202c \u2067y\u2069',
    'text-accents',
  ],
  ['text-backslash-last', 'a backslash at the end', 'end\\', 'text-backslash', 'text-slashes'],
]

/** What it mangles as a whole text, what ends a line, and what a sign that is no encoding would keep from being decoded. */
const wholes: readonly Family[] = [
  ['text-encoded', 'what looks percent-encoded', 'A%41 100%25 caf%C3%A9', 'text-percent'],
  ['text-blanks', 'blanks at either end', ' padded '],
  ['text-line-ends', 'line ends and tabs', 'one\ntwo\tthree\r\nfour\rfive'],
  [
    'text-separators',
    'U+0085, U+2028, U+2029 and signs that are not seen',
    '\ufeffa\u0085b\u2028c\u2029d\u200be\u00adf\ufeffg\u00a0h',
    'text-accents',
    'text-blanks',
  ],
  ['text-leading-zeros', 'a number with leading zeros', '0042'],
  ['text-exponent', 'a text that looks like a number with an exponent', '1e5', 'text-leading-zeros'],
  ['text-hexadecimal', 'a text that looks like a hexadecimal number', '0x1F'],
  ['text-formula', 'a text that spreadsheets take for a formula', '=1+1', 'text-plus'],
  ['text-long-number', 'a number of twenty digits', '12345678901234567890', 'text-leading-zeros'],
  ['text-fraction', 'a number with trailing zeros', '1.50', 'text-leading-zeros'],
  ['text-plus-number', 'a number with a plus sign', '+989121234567', 'text-plus', 'text-leading-zeros'],
  ['text-word-null', 'the word null', 'null'],
  ['text-word-true', 'the word true', 'true', 'text-word-null'],
  ['text-word-undefined', 'the word undefined', 'undefined', 'text-word-null'],
  ['text-word-nan', 'the word NaN', 'NaN', 'text-word-null'],
  ['text-date', 'a text that looks like a date', '2020-01-02'],
  ['text-instant', 'a text that looks like a point in time', '2024-01-31T10:00:00Z', 'text-date'],
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
  ['text-signs', 'signs without a letter or digit', '!!!'],
  ['text-delete', 'the character U+007F', 'a\u007fb'],
  ['text-one-character', 'the one character 0', '0'],
]

/** The same number as that of a family, in other characters. */
const equal = { id: 'text-fraction', text: '1.5' }

/** Ids of the checks of all families. */
export const textChecks: readonly string[] = [...passages, ...wholes].map(([id]) => id)

/** An accepted text is kept character for character; a server may refuse it, by a documented refusal. */
export const text = behaviour('text', [
  ...passages.map(([id, what, value, ...after]) =>
    textCheck(id, what, after, async (t) => {
      const { kept: within } = await together(t)
      if (within.has(id)) return t.note('kept within a longer text')
      await isKept(t, value)
    }),
  ),
  ...wholes.map(([id, what, value, ...after]) =>
    textCheck(id, what, after, async (t) => {
      // Who compares loosely takes what it holds already for the same.
      if (id === equal.id) await t.send(t.group.update({ name: equal.text }).maybeRefused())
      await isKept(t, value)
    }),
  ),
  check(
    'text-together',
    'MUST keep all of these passages in one text as sent, or refuse the update',
    { of: 'text-kept', after: [...textChecks, ...kept] },
    async (t) => {
      const { violation } = await together(t)
      if (violation) throw violation
    },
  ),
  ...doubtfulTextChecks,
  ...ownerChecks,
  ...descriptionChecks,
])

function textCheck(
  id: string,
  what: string,
  after: readonly string[],
  run: (t: CheckContext) => Promise<void>,
) {
  const title = `MUST keep ${what} as sent, or refuse the update` as const
  return check(id, title, { of: 'text-kept', after: [...after, ...kept] }, run)
}

/** All passages in as few texts as hold them. Where such a text is not kept, each passage is asked by itself. */
const together = onceARun(async (t) => {
  const within = new Set<string>()
  let wrong: Violation | undefined
  for (const row of joined) {
    const text = row.map(([, , passage]) => passage).join(' ')
    const { areKept, violation } = await tryTogether(t, () => isKept(t, text))
    if (areKept) for (const [id] of row) within.add(id)
    // What was made of it may be the name that one passage comes to by itself, and be taken.
    if (violation) await t.send(t.group.update())
    wrong ??= violation
  }
  return { kept: within, violation: wrong }
})

/** What most columns hold. */
const mostCharacters = 255

/** The passages of each text; one alone is no longer a text than when it is asked by itself. */
const joined: readonly (readonly Family[])[] = passages
  .reduce<Family[][]>((rows, family) => {
    const row = rows.at(-1)
    const length = (row ?? []).reduce((sum, [, , passage]) => sum + passage.length + 1, family[2].length)
    if (row && length <= mostCharacters) row.push(family)
    else rows.push([family])
    return rows
  }, [])
  .filter(({ length }) => length > 1)

function isKept(t: CheckContext, value: string): Promise<boolean> {
  return t.isKept(t.group.update(textsWith(t, value)).maybeRefused())
}

/** The text alone as name; as description with the group's mark in its middle, by which the group is found again. */
function textsWith(t: CheckContext, value: string): GroupValues {
  const described = t.contract.members.description !== undefined
  return { name: value, ...(described && { description: `${value}${t.group.marker}${value}` }) }
}
