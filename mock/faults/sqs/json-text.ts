import { gzipSync } from 'node:zlib'
import { escapedUnit } from '../../../helpers/contract/json-value.ts'
import { headerValues } from '../../exchange.ts'
import { replying, type SqsFault, writingJson } from './twists.ts'

const debris: readonly (readonly [
  id: string,
  lie: string,
  check: string,
  change: (json: string) => string,
])[] = [
  ['sqs-byte-order-mark', 'JSON starts with a byte order mark.', 'answer-is-json', (json) => `\uFEFF${json}`],
  [
    'sqs-warning-before',
    'A warning of the interpreter stands before the JSON.',
    'answer-is-json',
    (json) =>
      `<br />\n<b>Warning</b>: Undefined index: tenant in <b>group.php</b> on line <b>42</b><br />\n${json}`,
  ],
  [
    'sqs-text-after',
    'The time that it took stands after the JSON.',
    'answer-is-json',
    (json) => `${json}\n<!-- 12 ms -->`,
  ],
  ['sqs-json-twice', 'The JSON is written twice.', 'answer-is-json', (json) => `${json}${json}`],
  ['sqs-json-in-list', 'The group is the one item of a list.', 'answer-members', (json) => `[${json}]`],
  [
    'sqs-html-page',
    'The answer is a page that says so.',
    'answer-is-json',
    () => '<html><body>Group updated</body></html>',
  ],
]

/** How the JSON of an answer is put on the wire. */
export const jsonText: readonly SqsFault[] = [
  ...debris.map(
    ([id, lie, check, change]): SqsFault => ({
      id,
      lie,
      behaviour: 'success',
      checks: [check],
      decisions: writingJson(change),
    }),
  ),
  {
    id: 'sqs-json-latin-1',
    lie: 'JSON is written in Latin-1, with escapes for what that does not have.',
    behaviour: 'success',
    checks: ['answer-is-json'],
    decisions: (honest) => ({
      encode: (call, text, format) =>
        call.operation === 'update' && format === 'json'
          ? Buffer.from(text.replace(/[\u0100-\uffff]/g, escapedUnit), 'latin1')
          : honest.encode(call, text, format),
    }),
  },
  {
    id: 'sqs-json-control',
    lie: 'Line ends and tabs stand in the texts of JSON as they are.',
    behaviour: 'success',
    checks: ['answer-is-json'],
    decisions: writingJson((json) => json.replaceAll('\\n', '\n').replaceAll('\\t', '\t')),
  },
  {
    id: 'sqs-json-cesu-8',
    lie: 'Each half of a surrogate pair is written as three bytes.',
    behaviour: 'success',
    checks: ['answer-is-json'],
    decisions: (honest) => ({
      encode: (call, text, format) =>
        call.operation === 'update' && format === 'json' ? inHalves(text) : honest.encode(call, text, format),
    }),
  },
  {
    id: 'sqs-gzip-in-name-only',
    lie: 'An answer is called compressed and is not.',
    behaviour: 'representation',
    checks: ['gzip-readable'],
    decisions: replying((reply, { request }) =>
      headerValues(request, 'accept-encoding').length > 0
        ? { ...reply, headers: [...reply.headers, ['Content-Encoding', 'gzip']] }
        : reply,
    ),
  },
  {
    id: 'sqs-refusal-warning',
    lie: 'A warning of the interpreter stands before the JSON of a refusal.',
    behaviour: 'representation',
    checks: ['refusals-are-json'],
    decisions: (honest) => ({
      jsonText: (call, answer, value) => {
        const json = honest.jsonText(call, answer, value)
        const warned = call.operation === 'update' && answer.root === 'failure'
        return warned ? `<b>Notice</b>: Undefined variable: group\n${json}` : json
      },
    }),
  },
  {
    id: 'sqs-gzip-unlabelled',
    lie: 'An answer is compressed and does not say so.',
    behaviour: 'representation',
    checks: ['gzip-readable'],
    decisions: replying((reply, { request }) =>
      headerValues(request, 'accept-encoding').length > 0 && reply.body.length > 0
        ? { ...reply, body: gzipSync(reply.body) }
        : reply,
    ),
  },
]

function inHalves(text: string): Buffer {
  const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
  const isHalf = (unit: number) => unit >= 0xd800 && unit < 0xe000
  return Buffer.concat(
    units.map((unit) =>
      isHalf(unit)
        ? Buffer.from([0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)])
        : Buffer.from(String.fromCharCode(unit)),
    ),
  )
}
