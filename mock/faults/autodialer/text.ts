import { sharedTexts } from '../shared-texts.ts'
import { type AutodialerFault, texts } from './tools.ts'

type Change = (text: string) => string

const kinds: readonly [id: string, lie: string, checks: readonly string[], change: Change][] = [
  ['autodialer-text-trimmed', 'Blanks at either end are taken away.', ['text-blanks'], (text) => text.trim()],
  [
    'autodialer-text-blanks-collapsed',
    'Several blanks are one.',
    ['text-inner-blanks'],
    (text) => text.replace(/ {2,}/g, ' '),
  ],
  [
    'autodialer-text-joiner-stripped',
    'The zero-width non-joiner is taken away.',
    ['text-persian'],
    (text) => text.replaceAll('\u200c', ''),
  ],
  [
    'autodialer-text-letters-folded',
    'Arabic letters are replaced by their Persian twins.',
    ['text-arabic'],
    (text) => text.replaceAll('ي', 'ی').replaceAll('ك', 'ک'),
  ],
  [
    'autodialer-text-digits-westernised',
    'Arabic digits are written as those of ASCII.',
    ['text-arabic'],
    (text) => text.replace(/[٠-٩]/g, (digit) => String('٠١٢٣٤٥٦٧٨٩'.indexOf(digit))),
  ],
  [
    'autodialer-text-line-ends-shortened',
    'A line ends in a line feed alone.',
    ['text-line-ends'],
    (text) => text.replaceAll('\r\n', '\n'),
  ],
  [
    'autodialer-text-composed',
    'Decomposed letters are composed.',
    ['text-decomposed'],
    (text) => text.normalize('NFC'),
  ],
  [
    'autodialer-text-astral-replaced',
    'What takes four bytes of UTF-8 becomes a question mark.',
    ['text-emoji'],
    (text) => text.replace(/[\u{10000}-\u{10ffff}]/gu, '?'),
  ],
  [
    'autodialer-text-mojibake',
    'UTF-8 is read as Latin-1.',
    ['text-accents'],
    (text) => Buffer.from(text, 'utf8').toString('latin1'),
  ],
  ['autodialer-text-lower-case', 'Texts are stored in lower case.', ['stored'], (text) => text.toLowerCase()],
  [
    'autodialer-text-sharp-s-spelled',
    'A sharp s is written as two.',
    ['text-case'],
    (text) => text.replaceAll('ß', 'ss'),
  ],
  [
    'autodialer-text-html-escaped',
    'Texts are escaped for HTML.',
    ['text-xml'],
    (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  ],
  [
    'autodialer-text-html-unescaped',
    'HTML entities are replaced by what they stand for.',
    ['text-xml'],
    (text) => text.replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  ],
  [
    'autodialer-text-slashes-added',
    'Quotation marks are escaped with backslashes.',
    ['text-quotes'],
    (text) => text.replace(/['"]/g, (quote) => `\\${quote}`),
  ],
  [
    'autodialer-text-slashes-stripped',
    'Backslashes are taken away.',
    ['text-backslash'],
    (text) => text.replace(/\\(.)/g, '$1'),
  ],
  [
    'autodialer-text-quotes-straightened',
    'Curly quotation marks are written straight.',
    ['text-quotes'],
    (text) => text.replace(/[“”]/g, '"'),
  ],
  [
    'autodialer-text-url-decoded',
    'Escapes of URLs are replaced by what they stand for.',
    ['text-percent'],
    (text) => text.replace(/%([0-9A-F]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
  ],
  [
    'autodialer-text-plus-to-blank',
    'A plus sign is a blank, as in forms.',
    ['text-plus'],
    (text) => text.replaceAll('+', ' '),
  ],
  [
    'autodialer-text-line-ends-stripped',
    'Line ends become blanks.',
    ['text-line-ends'],
    (text) => text.replaceAll('\n', ' '),
  ],
  [
    'autodialer-text-separators-stripped',
    'U+2028 and U+2029 are taken away.',
    ['text-separators'],
    (text) => text.replace(/[\u2028\u2029]/g, ''),
  ],
  [
    'autodialer-text-marks-stripped',
    'Marks of writing direction are taken away.',
    ['text-right-to-left'],
    (text) => text.replace(/[\u200e\u200f\u202a-\u202e]/g, ''),
  ],
  [
    'autodialer-text-wide-narrowed',
    'Chinese and Japanese become question marks.',
    ['text-cjk'],
    (text) => text.replace(/[\u3000-\u9fff]/g, '?'),
  ],
  [
    'autodialer-text-named-entities-read',
    'Named entities of letters are replaced by what they stand for.',
    ['text-entities'],
    (text) => text.replaceAll('&eacute;', 'é').replaceAll('&nbsp;', ' '),
  ],
  [
    'autodialer-text-comments-cut',
    'What follows two hyphens is a comment.',
    ['text-sql'],
    (text) => text.replace(/; -- .*?(?=group-update|$)/, ';'),
  ],
  [
    'autodialer-text-private-use-dropped',
    'Code points that are set aside for private use are dropped.',
    ['text-highest'],
    (text) => text.replaceAll('\u{10fffd}', ''),
  ],
  [
    'autodialer-text-icons-dropped',
    'Characters of private use, such as those of icons, are dropped.',
    ['text-private-use'],
    (text) => text.replace(/[\ue000-\uf8ff]/g, ''),
  ],
  [
    'autodialer-text-carriage-returns-dropped',
    'A carriage return is dropped where no line feed follows.',
    ['text-line-ends'],
    (text) => text.replace(/\r(?!\n)/g, ''),
  ],
  [
    'autodialer-text-byte-order-mark-dropped',
    'A byte order mark at the start of a text is dropped.',
    ['text-separators'],
    (text) => text.replace(/^\ufeff/, ''),
  ],
  [
    'autodialer-text-nul-ends',
    'A text ends where the character NUL stands.',
    ['every-update-reported'],
    (text) => text.split('\0')[0] ?? '',
  ],
  [
    'autodialer-text-controls-dropped',
    'Control characters are dropped, but for those that end lines or stand for a blank.',
    ['text-delete'],
    (text) => text.replace(/[^\P{Cc}\t\n\r\0\u0085]/gu, ''),
  ],
  [
    'autodialer-text-slashes-merged',
    'Two slashes are one, as in paths.',
    ['text-slashes'],
    (text) => text.replaceAll('//', '/'),
  ],
]

const shared = sharedTexts.map(([ids, lie, check, change]) => [ids.autodialer, lie, [check], change] as const)

export const text: readonly AutodialerFault[] = [...kinds, ...shared].map(([id, lie, checks, change]) => ({
  id,
  lie,
  behaviour: 'text',
  checks,
  decisions: texts(change),
}))
