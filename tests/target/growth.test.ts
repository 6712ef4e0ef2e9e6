import { describe, expect, test } from 'vitest'
import { Answer } from '../../helpers/target/answer.ts'
import { instantOf } from '../../helpers/target/instant.ts'
import { readJson } from '../../helpers/target/json.ts'
import { Redactor } from '../../helpers/target/redact.ts'
import { readXml } from '../../helpers/target/xml.ts'

/** Sizes of a body, in kilobytes, up to the most that one may hold. */
const bodies = [32, 128, 512] as const

/** Sizes of what is redacted: bodies are cut before that, and an answer cannot have more headers. */
const kept = [1, 4, 16] as const

/** Four times the size may take four times as long. What is quadratic takes sixteen, of which a busy machine hides some. */
const generous = 10

/** Milliseconds below which it does not matter how time grows. */
const little = 400

/** A text of that size, made of one part again and again. */
function filled(kilobytes: number, part: string, start = '', end = ''): string {
  const count = Math.floor((kilobytes * 1024 - start.length - end.length) / Buffer.byteLength(part))
  return start + part.repeat(count) + end
}

async function expectGrowth(
  read: (kilobytes: number) => unknown,
  sizes: readonly number[] = bodies,
): Promise<void> {
  await read(1)
  let before = Number.POSITIVE_INFINITY
  for (const size of sizes) {
    const start = performance.now()
    await read(size)
    const took = performance.now() - start
    expect(took, `${size} kB`).toBeLessThan(Math.max(little, before * generous))
    before = took
  }
}

const texts: Readonly<Record<string, (kilobytes: number) => string>> = {
  'empty elements': (size) => filled(size, '<a/>', '<r>', '</r>'),
  'elements with an attribute': (size) => filled(size, '<a b=""/>', '<r>', '</r>'),
  'elements with a text': (size) => filled(size, '<a>x</a>', '<r>', '</r>'),
  'elements that are not closed': (size) => filled(size, '<a>'),
  'references to characters': (size) => filled(size, '&amp;', '<r>', '</r>'),
  comments: (size) => filled(size, '<!---->', '<r>', '</r>'),
}

describe('the time to read XML grows with its size', () => {
  test.for(Object.entries(texts))('of %s', ([, text]) =>
    expectGrowth((size) => readXml(new Answer(200, [], Buffer.from(text(size))))),
  )
})

const jsons: Readonly<Record<string, (kilobytes: number) => string>> = {
  'empty objects': (size) => filled(size, '{},', '[', '{}]'),
  'members of one name': (size) => filled(size, '"a":1,', '{', '"a":1}'),
  'brackets that are not closed': (size) => filled(size, '['),
  'braces that open and close': (size) => filled(size, '{}'),
  'quotation marks': (size) => filled(size, '"'),
  'backslashes in a text': (size) => filled(size, '\\\\', '{"a":"', '"}'),
  'debris around an object': (size) => filled(size, '<br>', '<b>', '{"a":1}'),
}

describe('the time to read JSON grows with its size', () => {
  test.for(Object.entries(jsons))('of %s', ([, text]) =>
    expectGrowth((size) => readJson(Buffer.from(text(size)))),
  )
})

test.for(['2', '2020-01-01T00:00:00.', '2020-01-01 00:00:00.0'])(
  'the time to read an instant of many "%s" grows with its size',
  (part) => expectGrowth((size) => instantOf(filled(size, part))),
)

test('the time to read the digits of a second grows with their number', () =>
  expectGrowth((size) => instantOf(filled(size, '0', '2020-01-01T00:00:00.'))))

describe('the time to redact grows with the size of the text', () => {
  const { redact } = new Redactor([
    { value: ` \\pa:s"s w&o'rd/+é~(ß)\\\\ 7`, name: '$SQS_PASSWORD' },
    { value: 'длинныйпароль-и-пароль', name: '$AUTODIALER_PASSWORD' },
  ])

  test.for([' ', '\\', '&amp;', '&', '%25', '%20', '+', '?', 'a', '\\u005c', ' \\', 'пар'])(
    'of "%s"',
    (part) => expectGrowth((size) => redact(filled(size, part)), kept),
  )
})

describe('the time to read headers grows with their size', () => {
  test.for(['; ', ' ', ';charset=', 'a', '+xml', ';\t;'])('of "%s"', (part) =>
    expectGrowth(async (size) => {
      const answer = new Answer(200, [['Content-Type', filled(size, part)]], Buffer.from('<a/>'))
      await readXml(answer)
      return [answer.mediaType, answer.saysXml, answer.saysJson]
    }),
  )
})
