import type { SharedIds } from '../fault.ts'

/** What becomes of texts that nobody thinks of by hand: the ids, the lie, and the change. */
export const rareTexts: readonly (readonly [
  ids: SharedIds,
  lie: string,
  change: (text: string) => string,
])[] = [
  [
    { autodialer: 'autodialer-rare-cut-at-65535', sqs: 'sqs-rare-cut-at-65535' },
    'Texts end after 65,535 bytes, as in a column of a database.',
    (text) => (Buffer.byteLength(text) > 65_535 ? cutBytes(text, 65_535) : text),
  ],
]

function cutBytes(text: string, bytes: number): string {
  // What a cut leaves of a character is no character.
  return new TextDecoder().decode(Buffer.from(text).subarray(0, bytes)).replace(/\ufffd$/, '')
}
