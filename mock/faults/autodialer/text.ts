import { type AutodialerFault, texts } from './tools.ts'

type Change = (text: string) => string

const kinds: readonly [id: string, lie: string, checks: readonly string[], change: Change][] = [
  ['trimmed', 'Blanks at either end are taken away.', ['text-blanks'], (text) => text.trim()],
  [
    'blanks-collapsed',
    'Several blanks are one.',
    ['text-inner-blanks'],
    (text) => text.replace(/ {2,}/g, ' '),
  ],
  [
    'joiner-stripped',
    'The zero-width non-joiner is taken away.',
    ['text-persian'],
    (text) => text.replaceAll('\u200c', ''),
  ],
  [
    'letters-folded',
    'Arabic letters are replaced by their Persian twins.',
    ['text-arabic'],
    (text) => text.replaceAll('ي', 'ی').replaceAll('ك', 'ک'),
  ],
  [
    'digits-westernised',
    'Arabic digits are written as those of ASCII.',
    ['text-arabic'],
    (text) => text.replace(/[٠-٩]/g, (digit) => String('٠١٢٣٤٥٦٧٨٩'.indexOf(digit))),
  ],
  [
    'line-ends-shortened',
    'A line ends in a line feed alone.',
    ['text-line-ends'],
    (text) => text.replaceAll('\r\n', '\n'),
  ],
  ['composed', 'Decomposed letters are composed.', ['text-decomposed'], (text) => text.normalize('NFC')],
  [
    'astral-replaced',
    'What takes four bytes of UTF-8 becomes a question mark.',
    ['text-emoji'],
    (text) => text.replace(/[\u{10000}-\u{10ffff}]/gu, '?'),
  ],
  [
    'mojibake',
    'UTF-8 is read as Latin-1.',
    ['text-accents'],
    (text) => Buffer.from(text, 'utf8').toString('latin1'),
  ],
  ['lower-case', 'Texts are stored in lower case.', ['stored'], (text) => text.toLowerCase()],
  ['sharp-s-spelled', 'A sharp s is written as two.', ['text-case'], (text) => text.replaceAll('ß', 'ss')],
  [
    'html-escaped',
    'Texts are escaped for HTML.',
    ['text-xml'],
    (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  ],
  [
    'html-unescaped',
    'HTML entities are replaced by what they stand for.',
    ['text-xml'],
    (text) => text.replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  ],
  [
    'slashes-added',
    'Quotation marks are escaped with backslashes.',
    ['text-quotes'],
    (text) => text.replace(/['"]/g, (quote) => `\\${quote}`),
  ],
  [
    'slashes-stripped',
    'Backslashes are taken away.',
    ['text-backslash'],
    (text) => text.replace(/\\(.)/g, '$1'),
  ],
  [
    'quotes-straightened',
    'Curly quotation marks are written straight.',
    ['text-quotes'],
    (text) => text.replace(/[“”]/g, '"'),
  ],
  [
    'url-decoded',
    'Escapes of URLs are replaced by what they stand for.',
    ['text-percent'],
    (text) => text.replace(/%([0-9A-F]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
  ],
  [
    'plus-to-blank',
    'A plus sign is a blank, as in forms.',
    ['text-plus'],
    (text) => text.replaceAll('+', ' '),
  ],
  [
    'line-ends-stripped',
    'Line ends become blanks.',
    ['text-line-ends'],
    (text) => text.replaceAll('\n', ' '),
  ],
  [
    'separators-stripped',
    'U+2028 and U+2029 are taken away.',
    ['text-separators'],
    (text) => text.replace(/[\u2028\u2029]/g, ''),
  ],
  [
    'marks-stripped',
    'Marks of writing direction are taken away.',
    ['text-right-to-left'],
    (text) => text.replace(/[\u200e\u200f\u202a-\u202e]/g, ''),
  ],
  [
    'wide-narrowed',
    'Chinese and Japanese become question marks.',
    ['text-cjk'],
    (text) => text.replace(/[\u3000-\u9fff]/g, '?'),
  ],
  [
    'named-entities-read',
    'Named entities of letters are replaced by what they stand for.',
    ['text-entities'],
    (text) => text.replaceAll('&eacute;', 'é').replaceAll('&nbsp;', ' '),
  ],
  [
    'comments-cut',
    'What follows two hyphens is a comment.',
    ['text-sql'],
    (text) => text.replace(/; -- .*?(?=group-update|$)/, ';'),
  ],
  [
    'private-use-dropped',
    'Code points that are set aside for private use are dropped.',
    ['text-highest'],
    (text) => text.replaceAll('\u{10fffd}', ''),
  ],
  [
    'slashes-merged',
    'Two slashes are one, as in paths.',
    ['text-slashes'],
    (text) => text.replaceAll('//', '/'),
  ],
]

export const text: readonly AutodialerFault[] = kinds.map(([id, lie, checks, change]) => ({
  id: `autodialer-text-${id}`,
  lie,
  level: 'must',
  behaviour: 'text',
  checks,
  decisions: texts(change),
}))
