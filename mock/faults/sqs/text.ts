import { making, naming, type SqsFault } from './twists.ts'

type Mangling = readonly [id: string, lie: string, checks: string, change: (name: string) => string]

const manglings: readonly Mangling[] = [
  ['mojibake', 'UTF-8 is read as Latin-1.', 'accents', (name) => Buffer.from(name).toString('latin1')],
  ['ligatures', 'Ligatures are taken apart.', 'accents', (name) => name.replaceAll('Æ', 'Ae')],
  ['nfc', 'Letters and their accents are put together.', 'decomposed', (name) => name.normalize('NFC')],
  ['non-joiner', 'The zero-width non-joiner is dropped.', 'persian', (name) => name.replaceAll('\u200c', '')],
  [
    'arabic-folded',
    'Arabic letters become their Persian twins.',
    'arabic',
    (name) => name.replaceAll('ي', 'ی').replaceAll('ك', 'ک'),
  ],
  [
    'direction-marks',
    'Marks of writing direction are dropped.',
    'right-to-left',
    (name) => name.replace(/[\u200e\u200f\u202a-\u202e]/g, ''),
  ],
  [
    'simplified',
    'Traditional characters are simplified.',
    'cjk',
    (name) => name.replaceAll('團', '团').replaceAll('體', '体'),
  ],
  ['skin-tones', 'Emoji lose their skin tone.', 'emoji', (name) => name.replace(/\p{Emoji_Modifier}/gu, '')],
  [
    'three-bytes',
    'Characters of four bytes become question marks.',
    'emoji',
    (name) => name.replace(/[\u{10000}-\u{10ffff}]/gu, '?'),
  ],
  [
    'private-use',
    'Characters that nobody has assigned are replaced.',
    'highest',
    (name) => name.replace(/\p{Co}/gu, '\ufffd'),
  ],
  [
    'quotes-straight',
    'Typographic quotation marks are made straight.',
    'quotes',
    (name) => name.replace(/[“”]/g, '"'),
  ],
  ['quotes-escaped', 'Quotation marks get a backslash.', 'quotes', (name) => name.replace(/(["'])/g, '\\$1')],
  ['backslashes', 'Backslashes are dropped.', 'backslash', (name) => name.replaceAll('\\', '')],
  [
    'percent',
    'Percent encodings are decoded.',
    'percent',
    (name) => name.replace(/%([0-9A-F]{2})/g, character),
  ],
  ['plus', 'Plus signs become blanks.', 'plus', (name) => name.replaceAll('+', ' ')],
  ['tags', 'Tags are stripped.', 'xml', (name) => name.replace(/<[^>]*>/g, '')],
  [
    'html',
    'Special characters are escaped for HTML.',
    'xml',
    (name) => name.replace(/[&<>"']/g, (special) => `&#${special.charCodeAt(0)};`),
  ],
  [
    'entities',
    'HTML entities are decoded.',
    'entities',
    (name) => name.replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&#39;', "'"),
  ],
  ['sql', 'Words of SQL are taken out.', 'sql', (name) => name.replaceAll('DROP TABLE', '')],
  ['trimmed', 'Blanks at either end are dropped.', 'blanks', (name) => name.trim()],
  [
    'collapsed',
    'Several blanks become one.',
    'inner-blanks',
    (name) => name.replace(/(\S) {2,}(?=\S)/g, '$1 '),
  ],
  ['line-ends', 'Line ends become CRLF.', 'line-ends', (name) => name.replace(/\r?\n/g, '\r\n')],
  [
    'separators',
    'Line separators become line feeds.',
    'separators',
    (name) => name.replace(/[\u2028\u2029]/g, '\n'),
  ],
  [
    'sharp-s',
    'Letters are folded as for a search.',
    'case',
    (name) => name.replaceAll('ß', 'ss').replaceAll('ſ', 's'),
  ],
  ['lower-case', 'Capitals become small letters.', 'case', (name) => name.toLowerCase()],
  [
    'cast',
    'A text that looks like a number becomes that number.',
    'leading-zeros',
    (name) => (/^\+?[\d.]+(e\d+)?$/.test(name) ? String(Number(name)) : name),
  ],
  [
    'leading-zeros',
    'Zeros before a number are dropped.',
    'leading-zeros',
    (name) => name.replace(/^0+(?=\d+$)/, ''),
  ],
  [
    'exponent',
    'An exponent is worked out.',
    'exponent',
    (name) => (/^\d+e\d+$/.test(name) ? String(Number(name)) : name),
  ],
  [
    'long-number',
    'Long numbers are rounded.',
    'long-number',
    (name) => (/^\d{17,}$/.test(name) ? BigInt(Number(name)).toString() : name),
  ],
  [
    'fraction',
    'Zeros after a fraction are dropped.',
    'fraction',
    (name) => name.replace(/^(\d+\.\d*[1-9])0+$/, '$1'),
  ],
  [
    'plus-number',
    'The plus sign of a number is dropped.',
    'plus-number',
    (name) => name.replace(/^\+(?=\d+$)/, ''),
  ],
  ['word-null', 'The word null means nothing.', 'word-null', (name) => (name === 'null' ? '' : name)],
  ['word-true', 'The word true means 1.', 'word-true', (name) => (name === 'true' ? '1' : name)],
  [
    'word-undefined',
    'The word undefined means nothing.',
    'word-undefined',
    (name) => (name === 'undefined' ? '' : name),
  ],
  ['word-nan', 'The word NaN means 0.', 'word-nan', (name) => (name === 'NaN' ? '0' : name)],
  [
    'date',
    'A day becomes a point in time.',
    'date',
    (name) => (/^\d{4}-\d\d-\d\d$/.test(name) ? `${name}T00:00:00Z` : name),
  ],
  [
    'prototype',
    'Names are looked up in an object that inherits.',
    'prototype',
    (name) => String(abbreviations[name] ?? name),
  ],
  ['cut-at-50', 'Names end after fifty characters.', 'length-255', (name) => cut(name, 50)],
  ['cut-at-255', 'Names end after 255 characters.', 'length-256', (name) => cut(name, 255)],
  ['cut-at-1000', 'Names end after a thousand characters.', 'length-1024', (name) => cut(name, 1_000)],
  [
    'one-character',
    'A name of one character is spelled out.',
    'one-character',
    (name) => (name.length === 1 ? `${name}${name}` : name),
  ],
  ['zero', 'The text 0 means nothing.', 'one-character', (name) => (name === '0' ? '' : name)],
  [
    'vowel-marks',
    'Vowel marks and lengthened strokes are dropped.',
    'arabic',
    (name) => name.replace(/[\u064b-\u0652\u0640]/g, ''),
  ],
  ['line-feeds', 'Line ends become line feeds.', 'line-ends', (name) => name.replaceAll('\r\n', '\n')],
  [
    'invisible',
    'Signs that are not seen are dropped.',
    'separators',
    (name) => name.replace(/[\u200b\u00ad]/g, ''),
  ],
  [
    'narrowed',
    'Letters of full and of half width become usual ones.',
    'cjk',
    (name) => name.replace(/[\uff01-\uff9f]/g, (letter) => letter.normalize('NFKC')),
  ],
  ['comma', 'A comma ends a name, as in a list.', 'plus', (name) => name.split(',')[0] ?? name],
  ['dashes', 'Dashes become hyphens.', 'quotes', (name) => name.replace(/[–—]/g, '-')],
  ['slashes', 'Several slashes become one.', 'slashes', (name) => name.replace(/\/{2,}/g, '/')],
]

const names: readonly SqsFault[] = manglings.map(([id, lie, check, change]) => ({
  id: `sqs-text-${id}`,
  lie,
  level: 'must',
  behaviour: 'text',
  // Who makes all capitals small shows it in every plain name.
  checks: [id === 'lower-case' ? 'stored' : `text-${check}`],
  decisions: naming(change),
}))

const ownerManglings: readonly (readonly [id: string, lie: string, change: (owner: string) => string])[] = [
  [
    'owner-number',
    'An owner is kept as a number.',
    (owner) => (/^\d+$/.test(owner) ? String(Number(owner)) : owner),
  ],
  ['owner-plus', 'An owner is kept without its plus sign.', (owner) => owner.replace(/^\+/, '')],
]

const owners: readonly SqsFault[] = ownerManglings.map(([id, lie, change]) => ({
  id: `sqs-text-${id}`,
  lie,
  level: 'must',
  behaviour: 'text',
  checks: ['text-owner'],
  decisions: making((wanted) => ({ ...wanted, ownerId: change(wanted.ownerId) })),
}))

/** What becomes of the text of a name, and of an owner. */
export const text: readonly SqsFault[] = [...names, ...owners]

const abbreviations: Readonly<Record<string, string>> = {}

function character(_encoding: string, code: string): string {
  return String.fromCharCode(Number.parseInt(code, 16))
}

/** Cut as a database does it; what is left stays apart from its like by nothing. */
function cut(name: string, length: number): string {
  return [...name].slice(0, length).join('')
}
