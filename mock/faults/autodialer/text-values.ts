import { type AutodialerFault, texts } from './tools.ts'

type Change = (text: string) => string

const kinds: readonly [id: string, lie: string, checks: readonly string[], change: Change][] = [
  [
    'autodialer-text-null-word',
    'The word null means nothing.',
    ['text-word-null'],
    (text) => (text === 'null' ? '' : text),
  ],
  [
    'autodialer-text-numeric',
    'A text that looks like a number is stored as that number.',
    ['text-leading-zeros'],
    (text) => (/^\d[\d.e]*$/.test(text) ? String(Number(text)) : text),
  ],
  [
    'autodialer-text-exponent-read',
    'A text that looks like a number with an exponent is written out.',
    ['text-exponent'],
    (text) => (/^\de\d$/.test(text) ? String(Number(text)) : text),
  ],
  [
    'autodialer-text-date-read',
    'A text that looks like a date is written as the country does.',
    ['text-date'],
    (text) => text.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$1/$2/$3'),
  ],
  [
    'autodialer-text-instant-read',
    'A text that looks like a point in time is written in another form.',
    ['text-instant'],
    (text) => text.replace(/^(\d{4})-(\d\d)-(\d\d)T([\d:]{8})Z/, '$2/$3/$1 $4'),
  ],
  [
    'autodialer-text-long-number-rounded',
    'A number of twenty digits is rounded.',
    ['text-long-number'],
    (text) => (/^\d{20}$/.test(text) ? BigInt(Number(text)).toString() : text),
  ],
  [
    'autodialer-text-fraction-shortened',
    'A fraction has no trailing zeros.',
    ['text-fraction'],
    (text) => text.replace(/^(\d\.\d)0$/, '$1'),
  ],
  [
    'autodialer-text-number-sign-dropped',
    'A number has no plus sign.',
    ['text-plus-number'],
    (text) => text.replace(/^\+(?=\d+$)/, ''),
  ],
  [
    'autodialer-text-word-true-read',
    'The word true is stored as 1.',
    ['text-word-true'],
    (text) => (text === 'true' ? '1' : text),
  ],
  [
    'autodialer-text-words-of-scripts-read',
    'Words that mean nothing in a script are stored as nothing.',
    ['text-word-undefined', 'text-word-nan'],
    (text) => (text === 'undefined' || text === 'NaN' ? '' : text),
  ],
  [
    'autodialer-text-prototype-dropped',
    'A text that is the name of an object of the language is dropped.',
    ['text-prototype'],
    (text) => (text === '__proto__' ? '' : text),
  ],
  [
    'autodialer-text-cut-255',
    'A text has 255 characters at most; the rest is dropped.',
    ['text-length-255'],
    (text) => text.slice(0, 255),
  ],
  [
    'autodialer-text-cut-bytes',
    'A text has 1,024 bytes at most; the rest is dropped.',
    ['text-length-1024'],
    (text) => Buffer.from(text).subarray(0, 1_024).toString().replaceAll('\ufffd', ''),
  ],
  [
    'autodialer-text-cut-name',
    'A text that is longer than 255 characters loses the rest, unless it is very long.',
    ['text-length-256'],
    (text) => (text.length === 256 ? text.slice(0, 255) : text),
  ],
  [
    'autodialer-text-zero-empty',
    'The text 0 is taken for none.',
    ['text-one-character'],
    (text) => (text === '0' ? '' : text),
  ],
  [
    'autodialer-text-one-character-dropped',
    'A text of one character is taken for none.',
    ['text-one-character'],
    (text) => (text.length === 1 ? '' : text),
  ],
]

/** Texts that are taken for something else, or for too long. */
export const textValues: readonly AutodialerFault[] = kinds.map(([id, lie, checks, change]) => ({
  id,
  lie,
  behaviour: 'text',
  checks,
  decisions: texts(change),
}))
