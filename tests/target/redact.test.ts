import { describe, expect, test } from 'vitest'
import { extraHeadersOf } from '../../helpers/settings/extra-headers.ts'
import { openVariables } from '../../helpers/target/common-words.ts'
import { Redactor } from '../../helpers/target/redact.ts'
import { targetAt } from './wire.ts'

const secret = `pa:s"s<w&o'rd>/+é~(ß)\\7`
const { redact } = new Redactor([{ value: secret, name: '$SQS_PASSWORD' }])

const json = JSON.stringify(secret).slice(1, -1)
const xml = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const html = xml.replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const units = (text: string, write: (unit: number) => string) =>
  text.replace(/[^\x20-\x7e]/g, (char) => write(char.charCodeAt(0)))

const notations: readonly (readonly [notation: string, spelled: string])[] = [
  ['as it is', secret],
  ['in the other case', secret.toUpperCase().replace('SS)', 'ß)')],
  ['in JSON', json],
  ['in JSON with slashes escaped', json.replaceAll('/', '\\/')],
  ['in JSON of ASCII', units(json, (unit) => `\\u${unit.toString(16).padStart(4, '0')}`)],
  ['in JSON within JSON', JSON.stringify(json).slice(1, -1)],
  ['in XML text', xml],
  ['in an XML attribute', html.replaceAll("'", '&apos;')],
  ['in HTML', html.replaceAll("'", '&#039;')],
  ['in HTML of ASCII', units(html, (unit) => `&#${unit};`)],
  ['in HTML of ASCII, in hexadecimal', units(html, (unit) => `&#x${unit.toString(16).toUpperCase()};`)],
  ['in JSON within HTML', json.replaceAll('&', '&amp;').replaceAll('"', '&quot;')],
  ['in HTML within JSON', JSON.stringify(html).slice(1, -1)],
  ['in a URL', encodeURIComponent(secret)],
  [
    'in a URL, strictly',
    encodeURIComponent(secret).replace(/[!'()*~]/g, (c) => `%${c.charCodeAt(0).toString(16)}`),
  ],
  ['in a URL within a URL', encodeURIComponent(encodeURIComponent(secret))],
  ['in a form', new URLSearchParams({ x: secret }).toString().slice(2)],
  ['as UTF-8 that was read as Latin-1', Buffer.from(secret).toString('latin1')],
  [
    'as UTF-8 that was read as Latin-1 twice',
    Buffer.from(Buffer.from(secret).toString('latin1')).toString('latin1'),
  ],
  ['with what was not understood replaced', secret.replace(/[éß]/g, '\uFFFD')],
  ['with each byte of what was not understood replaced', secret.replace(/[éß]/g, '??')],
  ['without its first character', secret.slice(1)],
  ['without its last character', secret.slice(0, -1)],
]

describe('a secret is replaced by its name', () => {
  test.for(notations)('%s', ([, spelled]) => {
    expect(redact(`before [${spelled}] after [${spelled}]`)).toBe(
      'before [$SQS_PASSWORD] after [$SQS_PASSWORD]',
    )
  })

  test.for(['', 'u', 'us', 'use', 'user'])('in base64 behind "%s:", as far as it is its own', (user) => {
    for (const encoding of ['base64', 'base64url'] as const) {
      const token = Buffer.from(`${user}:${secret}`).toString(encoding)
      const shown = redact(`Basic ${token}`)
      expect(shown).toContain('$SQS_PASSWORD')
      const left = Buffer.from(
        shown.replace('Basic ', '').replace(/\$SQS_PASSWORD.*/, ''),
        'base64',
      ).toString()
      expect(left.length).toBeLessThanOrEqual(user.length + 3)
      expect(shown).toMatch(/\$SQS_PASSWORD$/)
    }
  })

  test('in base64 by itself, in JSON', () => {
    const token = Buffer.from(secret).toString('base64')
    expect(redact(JSON.stringify(token).replaceAll('/', '\\/'))).toBe('"$SQS_PASSWORD"')
  })

  test('in base64 by itself, in the other case, in a URL', () => {
    const swapped = `PA:S"S<W&O'RD>/+é~(ß)\\7`
    const token = Buffer.from(swapped).toString('base64')
    expect(redact(encodeURIComponent(token))).toBe('$SQS_PASSWORD')
    expect(redact(encodeURIComponent(Buffer.from(`user:${swapped}`).toString('base64')))).toMatch(
      /^.{6,8}\$SQS_PASSWORD$/,
    )
  })

  test('where the text was cut off within it', () => {
    for (let length = 5; length < secret.length; length++)
      expect(redact(`before ${secret.slice(0, length)}…`)).toBe('before $SQS_PASSWORD…')
    for (let length = 8; length < json.length; length++)
      expect(redact(`before "${json.slice(0, length)}"… after`)).toMatch(
        /^before "\$SQS_PASSWORD\W{0,2}"… after$/,
      )
    const bytes = Buffer.from(Buffer.from(secret).toString('latin1'))
    for (let length = 5; length < bytes.length; length++)
      expect(redact(`before ${bytes.subarray(0, length).toString()}…`)).toMatch(
        /^before \$SQS_PASSWORD[^ -~]*$/,
      )
    expect(redact(`before ${secret.slice(0, 12)} after`)).toContain(secret.slice(0, 12))
  })
})

test('of secrets within one another, the longest is named', () => {
  const { redact: both } = new Redactor([
    { value: 'sesame', name: '$SHORT' },
    { value: 'open sesame street', name: '$LONG' },
  ])
  expect(both('say open  sesame street, or sesame')).toBe('say $LONG, or $SHORT')
})

test('what is too short to be told from other words stays', () => {
  const { redact: short } = new Redactor([{ value: 'abc', name: '$SHORT' }])
  expect(short('abc')).toBe('abc')
})

test('what was learned later is replaced from then on, under its own name', () => {
  const redactor = new Redactor([{ value: secret, name: '$SQS_PASSWORD' }])
  const token = Buffer.from(`tester:${secret}`).toString('base64')
  redactor.learn([{ value: token, name: 'base64($SQS_USERNAME:$SQS_PASSWORD)' }])
  redactor.learn([{ value: 'halfRIGHT', name: 'a part of $SQS_PASSWORD' }])
  expect(redactor.redact(`${token} halfRIGHT ${Buffer.from('halfRIGHT').toString('base64')}`)).toBe(
    'base64($SQS_USERNAME:$SQS_PASSWORD) a part of $SQS_PASSWORD a part of $SQS_PASSWORD',
  )
})

test('any text may be a secret', () => {
  for (const odd of [
    '....',
    '$&$1',
    '[a-z]+',
    '(((((',
    '\\\\\\\\',
    '    ',
    '🚀🚀🚀🚀',
    '\u0000\u0001\u0002\u0003',
    '\ud83d\ud83d\ud83d\ud83d',
  ])
    expect(new Redactor([{ value: odd, name: '$1$&' }]).redact(`x${odd}y`)).toBe('x$1$&y')
})

test('a short word is replaced where it stands alone, and not within others', () => {
  const { redact: word } = new Redactor([{ value: 'gate', name: '$SQS_PASSWORD' }])
  const alone = ['"gate"', 'user:gate', '%22gate%22', '\\u0022gate\\u0022', 'gate', '&quot;gate&quot;']
  for (const text of alone) expect(word(text)).toContain('$SQS_PASSWORD')
  for (const text of ['gateway', 'investigated', 'gate7']) expect(word(text)).toBe(text)
})

test('addresses, members and words of reports are not taken for values', async () => {
  const extraHeaders = extraHeadersOf(
    'SQS_EXTRA_HEADERS',
    'X-Forwarded-Proto: http; X-Place: 127.0.0.1; X-Gate: s3same',
  )
  const target = targetAt('http://127.0.0.1:9', { extraHeaders, password: 'ownerId' })
  const text = 'PUT http://127.0.0.1:9/sqs/api/groups/x {"ownerId":"1"} s3same'
  expect(target.redact(text)).toBe(text.replace('s3same', '$SQS_EXTRA_HEADERS'))
  expect(openVariables(target.contract, target.settings)).toEqual(['SQS_EXTRA_HEADERS', 'SQS_PASSWORD'])
  await target.client.close()
})
