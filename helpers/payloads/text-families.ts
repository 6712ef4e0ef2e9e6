import fc from 'fast-check'

/** Texts drawn from kinds that software mangles, each by name. None is empty or blank. */
const families: Readonly<Record<string, fc.Arbitrary<string>>> = {
  plain: words('abcdefghij XYZ0123456789'),
  oneCharacter: fc.constantFrom('a', 'é', '7', '語', '😀'),
  length255: ofLength(255),
  length256: ofLength(256),
  length1024: ofLength(1_024),
  // Plain letters: servers that escape others answer with six times as many bytes.
  length65536: fc.constant(`${'x'.repeat(65_535)}.`),
  accents: words('äöüßçñåøœæğİıÉÀ '),
  combining: sequences(['e\u0301', 'A\u030a', 'n\u0303', 'o\u0308\u0304', 'x']),
  persian: sequences(['ک', 'ی', 'گ', 'پ', 'چ', '\u200c', 'ژ', '۱', '۲', ' ', 'آ']),
  arabic: sequences(['ك', 'ي', 'ة', 'أ', 'ء', '١', 'م', ' ']),
  rightToLeft: sequences(['א', 'ב', '\u200f', '\u200e', '\u202b', '\u202c', 'x']),
  emoji: sequences(['👍🏽', '👩‍👩‍👧', '🇮🇷', '🚀', '❤️', '1️⃣']),
  numberLike: fc.oneof(
    fc.nat(99_999).map((number) => `00${number}`),
    fc.nat(99).map((number) => `1e${number}`),
    fc.bigInt(10n ** 19n, 10n ** 25n).map(String),
    fc.nat(99_999_999).map((number) => `+98912${number}`),
    fc.constantFrom('-0', '0x1F', '1.50', '1,000', '.5', 'Infinity'),
  ),
  words: fc.constantFrom('null', 'true', 'false', 'undefined', 'NaN', 'nil', 'None', '[object Object]'),
  quotes: sequences(['"', "'", '`', '\\', '“', '”', 'q']),
  percent: sequences(['%', '%s', '%41', '%00', '{{x}}', '{0}', 'p']),
  markup: sequences(['<b>', '</b>', '&amp;', '&', ']]>', '<!--', '&#39;', 'm']),
  prototype: fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty'),
  queries: fc.constantFrom(
    "'; DROP TABLE groups; --",
    "' OR 1=1 --",
    '{"$gt":""}',
    '$where',
    '$ne',
    '*)(uid=*',
  ),
  blanks: words('abc').map((text) => `  ${text}\t ${text}  `),
  lineEnds: sequences(['\n', '\r\n', '\t', 'x', 'y']),
  separators: sequences(['\u2028', '\u2029', '\u0085', '\u00a0', 's']),
  highest: sequences(['\u{10fffd}', '\u{1f9ff}', '\u{20000}', 'h']),
}

/** Texts that a server keeps as they are where it accepts them. */
export const keptTexts: fc.Arbitrary<string> = fc.oneof(...Object.values(families))

/** Texts that no server falls over, also those of which it is undocumented what becomes of them. */
export const anyTexts: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: keptTexts, weight: 9 },
  { arbitrary: fc.constantFrom('', ' ', '\t', '\u0000', '\u200b'), weight: 1 },
)

function words(letters: string): fc.Arbitrary<string> {
  return sequences([...letters])
}

/** Units strung together, with one that can be seen at the start. */
function sequences(units: readonly string[]): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom(...units), { minLength: 1, maxLength: 12 })
    .map((drawn) => drawn.join(''))
    .filter((text) => text.trim() !== '' && /[^\p{Cf}\p{Cc}\s]/u.test(text))
}

function ofLength(length: number): fc.Arbitrary<string> {
  return fc.constantFrom('x', 'é', 'ی').map((letter) => `${letter.repeat(length - 1)}.`)
}
