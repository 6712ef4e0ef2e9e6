import { sharedTexts } from '../shared-texts.ts'
import { naming, type SqsFault } from './twists.ts'

type Mangling = readonly [id: string, lie: string, check: string, change: (name: string) => string]

const manglings: readonly Mangling[] = [
  [
    'sqs-text-mojibake',
    'UTF-8 is read as Latin-1.',
    'text-accents',
    (name) => Buffer.from(name).toString('latin1'),
  ],
  ['sqs-text-ligatures', 'Ligatures are taken apart.', 'text-accents', (name) => name.replaceAll('Æ', 'Ae')],
  [
    'sqs-text-nfc',
    'Letters and their accents are put together.',
    'text-decomposed',
    (name) => name.normalize('NFC'),
  ],
  [
    'sqs-text-non-joiner',
    'The zero-width non-joiner is dropped.',
    'text-persian',
    (name) => name.replaceAll('\u200c', ''),
  ],
  [
    'sqs-text-arabic-folded',
    'Arabic letters become their Persian twins.',
    'text-arabic',
    (name) => name.replaceAll('ي', 'ی').replaceAll('ك', 'ک'),
  ],
  [
    'sqs-text-direction-marks',
    'Marks of writing direction are dropped.',
    'text-right-to-left',
    (name) => name.replace(/[\u200e\u200f\u202a-\u202e]/g, ''),
  ],
  [
    'sqs-text-simplified',
    'Traditional characters are simplified.',
    'text-cjk',
    (name) => name.replaceAll('團', '团').replaceAll('體', '体'),
  ],
  [
    'sqs-text-skin-tones',
    'Emoji lose their skin tone.',
    'text-emoji',
    (name) => name.replace(/\p{Emoji_Modifier}/gu, ''),
  ],
  [
    'sqs-text-three-bytes',
    'Characters of four bytes become question marks.',
    'text-emoji',
    (name) => name.replace(/[\u{10000}-\u{10ffff}]/gu, '?'),
  ],
  [
    'sqs-text-private-use',
    'Characters that nobody has assigned are replaced.',
    'text-private-use',
    (name) => name.replace(/\p{Co}/gu, '\ufffd'),
  ],
  [
    'sqs-text-quotes-straight',
    'Typographic quotation marks are made straight.',
    'text-quotes',
    (name) => name.replace(/[“”]/g, '"'),
  ],
  [
    'sqs-text-quotes-escaped',
    'Quotation marks get a backslash.',
    'text-quotes',
    (name) => name.replace(/(["'])/g, '\\$1'),
  ],
  ['sqs-text-backslashes', 'Backslashes are dropped.', 'text-backslash', (name) => name.replaceAll('\\', '')],
  [
    'sqs-text-percent',
    'Percent encodings are decoded.',
    'text-percent',
    (name) => name.replace(/%([0-9A-F]{2})/g, character),
  ],
  ['sqs-text-plus', 'Plus signs become blanks.', 'text-plus', (name) => name.replaceAll('+', ' ')],
  ['sqs-text-tags', 'Tags are stripped.', 'text-xml', (name) => name.replace(/<[^>]*>/g, '')],
  [
    'sqs-text-html',
    'Special characters are escaped for HTML.',
    'text-xml',
    (name) => name.replace(/[&<>"']/g, (special) => `&#${special.charCodeAt(0)};`),
  ],
  [
    'sqs-text-entities',
    'HTML entities are decoded.',
    'text-entities',
    (name) => name.replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&#39;', "'"),
  ],
  ['sqs-text-sql', 'Words of SQL are taken out.', 'text-sql', (name) => name.replaceAll('DROP TABLE', '')],
  ['sqs-text-trimmed', 'Blanks at either end are dropped.', 'text-blanks', (name) => name.trim()],
  [
    'sqs-text-collapsed',
    'Several blanks become one.',
    'text-inner-blanks',
    (name) => name.replace(/(\S) {2,}(?=\S)/g, '$1 '),
  ],
  [
    'sqs-text-line-ends',
    'Line ends become CRLF.',
    'text-line-ends',
    (name) => name.replace(/\r?\n/g, '\r\n'),
  ],
  [
    'sqs-text-separators',
    'Line separators become line feeds.',
    'text-separators',
    (name) => name.replace(/[\u2028\u2029]/g, '\n'),
  ],
  [
    'sqs-text-sharp-s',
    'Letters are folded as for a search.',
    'text-case',
    (name) => name.replaceAll('ß', 'ss').replaceAll('ſ', 's'),
  ],
  // Who makes all capitals small shows it in every plain name.
  ['sqs-text-lower-case', 'Capitals become small letters.', 'stored', (name) => name.toLowerCase()],
  [
    'sqs-text-cast',
    'A text that looks like a number becomes that number.',
    'text-leading-zeros',
    (name) => (/^\+?[\d.]+(e\d+)?$/.test(name) ? String(Number(name)) : name),
  ],
  [
    'sqs-text-leading-zeros',
    'Zeros before a number are dropped.',
    'text-leading-zeros',
    (name) => name.replace(/^0+(?=\d+$)/, ''),
  ],
  [
    'sqs-text-exponent',
    'An exponent is worked out.',
    'text-exponent',
    (name) => (/^\d+e\d+$/.test(name) ? String(Number(name)) : name),
  ],
  [
    'sqs-text-long-number',
    'Long numbers are rounded.',
    'text-long-number',
    (name) => (/^\d{17,}$/.test(name) ? BigInt(Number(name)).toString() : name),
  ],
  [
    'sqs-text-fraction',
    'Zeros after a fraction are dropped.',
    'text-fraction',
    (name) => name.replace(/^(\d+\.\d*[1-9])0+$/, '$1'),
  ],
  [
    'sqs-text-plus-number',
    'The plus sign of a number is dropped.',
    'text-plus-number',
    (name) => name.replace(/^\+(?=\d+$)/, ''),
  ],
  [
    'sqs-text-word-null',
    'The word null means nothing.',
    'text-word-null',
    (name) => (name === 'null' ? '' : name),
  ],
  [
    'sqs-text-word-true',
    'The word true means 1.',
    'text-word-true',
    (name) => (name === 'true' ? '1' : name),
  ],
  [
    'sqs-text-word-undefined',
    'The word undefined means nothing.',
    'text-word-undefined',
    (name) => (name === 'undefined' ? '' : name),
  ],
  ['sqs-text-word-nan', 'The word NaN means 0.', 'text-word-nan', (name) => (name === 'NaN' ? '0' : name)],
  [
    'sqs-text-date',
    'A day becomes a point in time.',
    'text-date',
    (name) => (/^\d{4}-\d\d-\d\d$/.test(name) ? `${name}T00:00:00Z` : name),
  ],
  [
    'sqs-text-instant',
    'A point in time is written without the letter T.',
    'text-instant',
    (name) => name.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)Z$/, '$1 $2'),
  ],
  [
    'sqs-text-prototype',
    'Names are looked up in an object that inherits.',
    'text-prototype',
    (name) => String(abbreviations[name] ?? name),
  ],
  ['sqs-text-cut-at-50', 'Names end after fifty characters.', 'text-length-255', (name) => cut(name, 50)],
  ['sqs-text-cut-at-255', 'Names end after 255 characters.', 'text-length-256', (name) => cut(name, 255)],
  [
    'sqs-text-cut-at-1000',
    'Names end after a thousand characters.',
    'text-length-1024',
    (name) => cut(name, 1_000),
  ],
  [
    'sqs-text-one-character',
    'A name of one character is spelled out.',
    'text-one-character',
    (name) => (name.length === 1 ? `${name}${name}` : name),
  ],
  ['sqs-text-zero', 'The text 0 means nothing.', 'text-one-character', (name) => (name === '0' ? '' : name)],
  [
    'sqs-text-vowel-marks',
    'Vowel marks and lengthened strokes are dropped.',
    'text-arabic',
    (name) => name.replace(/[\u064b-\u0652\u0640]/g, ''),
  ],
  [
    'sqs-text-line-feeds',
    'Line ends become line feeds.',
    'text-line-ends',
    (name) => name.replaceAll('\r\n', '\n'),
  ],
  [
    'sqs-text-invisible',
    'Signs that are not seen are dropped.',
    'text-separators',
    (name) => name.replace(/[\u200b\u00ad]/g, ''),
  ],
  [
    'sqs-text-narrowed',
    'Letters of full and of half width become usual ones.',
    'text-cjk',
    (name) => name.replace(/[\uff01-\uff9f]/g, (letter) => letter.normalize('NFKC')),
  ],
  ['sqs-text-comma', 'A comma ends a name, as in a list.', 'text-plus', (name) => name.split(',')[0] ?? name],
  ['sqs-text-dashes', 'Dashes become hyphens.', 'text-quotes', (name) => name.replace(/[–—]/g, '-')],
  ['sqs-text-slashes', 'Several slashes become one.', 'text-slashes', (name) => name.replace(/\/{2,}/g, '/')],
]

const shared: readonly Mangling[] = sharedTexts.map(([{ sqs }, ...rest]) => [sqs, ...rest])

/** What becomes of the text of a name. */
export const text: readonly SqsFault[] = [...manglings, ...shared].map(([id, lie, check, change]) => ({
  id,
  lie,
  behaviour: 'text',
  checks: [check],
  decisions: naming(change),
}))

const abbreviations: Readonly<Record<string, string>> = {}

function character(_encoding: string, code: string): string {
  return String.fromCharCode(Number.parseInt(code, 16))
}

/** Cut as a database does it; what is left stays apart from its like by nothing. */
function cut(name: string, length: number): string {
  return [...name].slice(0, length).join('')
}
