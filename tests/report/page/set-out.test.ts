import { expect, test } from 'vitest'
import { setOut } from '../../../helpers/report/html/set-out.ts'

test('JSON is set out, and what a parser would smooth away stays', () => {
  expect(setOut('{"a":1.0,"a":[],"b":{},"c":[1,{"d":null}], "e":"x{,}\\" [\\u0041"}')).toBe(
    [
      '{',
      '  "a": 1.0,',
      '  "a": [],',
      '  "b": {},',
      '  "c": [',
      '    1,',
      '    {',
      '      "d": null',
      '    }',
      '  ],',
      '  "e": "x{,}\\" [\\u0041"',
      '}',
    ].join('\n'),
  )
})

test('XML is set out, and no text in it moves', () => {
  const body =
    '<?xml version="1.0"?><a><b x="1>2">t &lt; <i>m</i> u</b><c/><d>  </d>\n<e>\n<f>1</f>\n</e><g><![CDATA[ <x> ]]></g></a>'
  expect(setOut(body)).toBe(
    [
      '<?xml version="1.0"?>',
      '<a>',
      '  <b x="1>2">t &lt; <i>m</i> u</b>',
      '  <c/>',
      '  <d>  </d>',
      '  <e>',
      '    <f>1</f>',
      '  </e>',
      '  <g><![CDATA[ <x> ]]></g>',
      '</a>',
    ].join('\n'),
  )
})

test.each([
  '',
  'plain text',
  '{"a":1',
  '{"a":1}{"b":2}',
  '"a string"',
  '<html><br></html>',
  '</a><a>',
  '<a',
  'a<b',
  '< <',
  '<a>1</a>… (3 more characters)<',
])('a body that is neither stays as it is: %s', (body) => {
  expect(setOut(body)).toBe(body)
})

test.for([
  ['arrays', '['.repeat(1_000) + ']'.repeat(1_000)],
  ['elements', '<a>'.repeat(1_000) + '</a>'.repeat(1_000)],
])('a thousand nested %s stay as they were sent: set out, they would fill the page', ([, body = '']) => {
  expect(setOut(body)).toBe(body)
})
