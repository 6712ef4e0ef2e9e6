import type { SharedIds } from '../fault.ts'

/** What becomes of texts that nobody thinks of by hand: the ids, the lie, and the change. */
export const rareTexts: readonly (readonly [
  ids: SharedIds,
  lie: string,
  change: (text: string) => string,
])[] = [
  [
    { autodialer: 'autodialer-rare-variation-selectors', sqs: 'sqs-rare-variation-selectors' },
    'Variation selectors, which turn a sign into an emoji, are dropped.',
    (text) => text.replaceAll('\ufe0f', ''),
  ],
  [
    { autodialer: 'autodialer-rare-next-line', sqs: 'sqs-rare-next-line' },
    'The control character NEL becomes a line feed.',
    (text) => text.replaceAll('\u0085', '\n'),
  ],
  [
    { autodialer: 'autodialer-rare-cut-at-65535', sqs: 'sqs-rare-cut-at-65535' },
    'Texts end after 65,535 bytes, as in a column of a database.',
    (text) => (Buffer.byteLength(text) > 65_535 ? cutBytes(text, 65_535) : text),
  ],
  [
    { autodialer: 'autodialer-rare-hexadecimal', sqs: 'sqs-rare-hexadecimal' },
    'A text that looks like a hexadecimal number becomes that number.',
    (text) => (/^0x[0-9a-f]+$/i.test(text) ? String(Number(text)) : text),
  ],
]

function cutBytes(text: string, bytes: number): string {
  // What a cut leaves of a character is no character.
  return new TextDecoder().decode(Buffer.from(text).subarray(0, bytes)).replace(/\ufffd$/, '')
}
