import type { SharedIds } from '../fault.ts'

/** What becomes of texts on the way to either store: the ids, the lie, the check that finds it, and the change. */
export const sharedTexts: readonly (readonly [
  ids: SharedIds,
  lie: string,
  check: string,
  change: (text: string) => string,
])[] = [
  [
    { autodialer: 'autodialer-text-variation-selectors', sqs: 'sqs-text-variation-selectors' },
    'Variation selectors, which turn a sign into an emoji, are dropped.',
    'text-emoji',
    (text) => text.replaceAll('\ufe0f', ''),
  ],
  [
    { autodialer: 'autodialer-text-flag-tags', sqs: 'sqs-text-flag-tags' },
    'Tag characters, which tell the flag of Scotland from a black one, are dropped.',
    'text-emoji',
    (text) => text.replace(/[\u{e0000}-\u{e007f}]/gu, ''),
  ],
  [
    { autodialer: 'autodialer-text-fillers', sqs: 'sqs-text-fillers' },
    'Word joiners and Hangul fillers are dropped.',
    'text-fillers',
    (text) => text.replace(/[\u2060-\u2064\u115f\u1160\u3164\uffa0]/g, ''),
  ],
  [
    { autodialer: 'autodialer-text-delete', sqs: 'sqs-text-delete' },
    'The character U+007F is dropped.',
    'text-delete',
    (text) => text.replaceAll('\x7f', ''),
  ],
  [
    { autodialer: 'autodialer-text-next-line', sqs: 'sqs-text-next-line' },
    'The control character NEL becomes a line feed.',
    'text-separators',
    (text) => text.replaceAll('\u0085', '\n'),
  ],
  [
    { autodialer: 'autodialer-text-hexadecimal', sqs: 'sqs-text-hexadecimal' },
    'A text that looks like a hexadecimal number becomes that number.',
    'text-hexadecimal',
    (text) => (/^0x[0-9a-f]+$/i.test(text) ? String(Number(text)) : text),
  ],
  [
    { autodialer: 'autodialer-text-replacement', sqs: 'sqs-text-replacement' },
    'A text is put into a statement as a replacement, where two dollars are one.',
    'text-dollar',
    (text) => text.replaceAll('$$', () => '$'),
  ],
  [
    { autodialer: 'autodialer-text-formula', sqs: 'sqs-text-formula' },
    'A text that a spreadsheet would work out gets an apostrophe.',
    'text-formula',
    (text) => text.replace(/^=/, "'="),
  ],
  [
    { autodialer: 'autodialer-text-scripts', sqs: 'sqs-text-scripts' },
    'Scripts are taken out.',
    'text-script',
    (text) => text.replace(/<script>.*?<\/script>/g, ''),
  ],
  [
    { autodialer: 'autodialer-text-scheme-lost', sqs: 'sqs-text-scheme-lost' },
    'An address loses its scheme.',
    'text-address',
    (text) => text.replace(/https?:\/\//g, ''),
  ],
  [
    { autodialer: 'autodialer-text-card-masked', sqs: 'sqs-text-card-masked' },
    'Sixteen digits in a row are masked but for the last four.',
    'text-card',
    (text) => text.replace(/\b\d{12}(?=\d{4}\b)/g, '************'),
  ],
  [
    { autodialer: 'autodialer-text-short-names', sqs: 'sqs-text-short-names' },
    'Short names of emoji become emoji.',
    'text-short-name',
    (text) => text.replaceAll(':smile:', '😄'),
  ],
  [
    { autodialer: 'autodialer-text-last-backslash', sqs: 'sqs-text-last-backslash' },
    'A backslash at the end escapes what is not there, and is lost.',
    'text-backslash-last',
    (text) => text.replace(/\\$/, ''),
  ],
  [
    { autodialer: 'autodialer-text-decoded', sqs: 'sqs-text-decoded' },
    'A text that can be decoded from percent encoding is.',
    'text-encoded',
    decoded,
  ],
  [
    { autodialer: 'autodialer-text-cut-at-65535', sqs: 'sqs-text-cut-at-65535' },
    'Texts end after 65,535 bytes, as in a column of a database.',
    'text-length-65536',
    (text) => (Buffer.byteLength(text) > 65_535 ? cutBytes(text, 65_535) : text),
  ],
  [
    { autodialer: 'autodialer-text-cut-at-4000', sqs: 'sqs-text-cut-at-4000' },
    'Texts end after 4,000 characters, as in a column of a database.',
    'text-length-65536',
    (text) => text.slice(0, 4_000),
  ],
]

function cutBytes(text: string, bytes: number): string {
  // What a cut leaves of a character is no character.
  return new TextDecoder().decode(Buffer.from(text).subarray(0, bytes)).replace(/\ufffd$/, '')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
