import type { AutodialerDecisions } from '../../autodialer/decisions.ts'
import { headerValues } from '../../exchange.ts'
import { parseObject } from '../../json.ts'
import { type AutodialerFault, ofUpdate, reply, withHeader, written } from './tools.ts'

const debris: readonly [id: string, lie: string, change: (text: string) => string][] = [
  [
    'autodialer-php-warning',
    'A warning of the interpreter stands before the JSON.',
    (text) => `<br />\n<b>Warning</b>: Undefined index: old<br />\n${text}`,
  ],
  ['autodialer-byte-order-mark', 'A byte order mark stands before the JSON.', (text) => `\ufeff${text}`],
  ['autodialer-trailing-text', 'A line of a log follows the JSON.', (text) => `${text}\ndone in 3 ms`],
  ['autodialer-semicolon', 'A semicolon follows the JSON.', (text) => `${text};`],
]

/** Answers that are none in JSON. */
export const representation: readonly AutodialerFault[] = [
  ...debris.map(
    ([id, lie, change]): AutodialerFault => ({
      id,
      lie,
      behaviour: 'representation',
      checks: ['answer-is-json'],
      decisions: written(change),
    }),
  ),
  {
    id: 'autodialer-refusal-warning',
    lie: 'A warning of the interpreter stands before the JSON of a refusal.',
    behaviour: 'representation',
    checks: ['refusals-are-json'],
    decisions: (honest) => ({
      jsonText: (call, answer) => {
        const text = honest.jsonText(call, answer)
        const warned = ofUpdate(call) && answer.value.success === 0
        return warned ? `<b>Notice</b>: Undefined variable: group\n${text}` : text
      },
    }),
  },
  {
    id: 'autodialer-left-out-warning',
    lie: 'Where the update leaves out the description, a notice of that stands before the JSON.',
    behaviour: 'representation',
    checks: ['optional-answer-is-json'],
    decisions: (honest) => ({
      jsonText: (call, answer) => {
        const text = honest.jsonText(call, answer)
        const given = parseObject(call.request.body)
        const noticed = ofUpdate(call) && answer.value.success === 1 && given?.description === undefined
        return noticed ? `<b>Notice</b>: Undefined index: description\n${text}` : text
      },
    }),
  },
  {
    id: 'autodialer-empty-answer',
    lie: 'An update that was carried out is answered with nothing.',
    behaviour: 'representation',
    checks: ['update-status', 'answer-members'],
    decisions: successes(() => ''),
  },
  {
    id: 'autodialer-double-encoded',
    lie: 'The JSON of the answer is wrapped in a JSON text.',
    behaviour: 'representation',
    checks: ['update-status', 'success-envelope'],
    decisions: successes((text) => JSON.stringify(text)),
  },
  {
    id: 'autodialer-latin1',
    lie: 'Answers are written in Latin-1 where that has all their letters.',
    behaviour: 'representation',
    checks: ['answer-is-json'],
    decisions: (honest) => ({
      encode: (call, text) =>
        ofUpdate(call) && /^[\0-\xff]*$/.test(text) ? Buffer.from(text, 'latin1') : honest.encode(call, text),
    }),
  },
  {
    id: 'autodialer-gzip-announced',
    lie: 'Who takes gzip is told that it comes, and gets plain JSON.',
    behaviour: 'representation',
    checks: ['gzip-readable'],
    decisions: reply((plain, { request }) =>
      headerValues(request, 'accept-encoding').some((value) => value.includes('gzip'))
        ? {
            ...plain,
            headers: [...plain.headers, ['Content-Encoding', 'gzip']],
            body: Buffer.from([0x1f, 0x8b, ...plain.body]),
          }
        : plain,
    ),
  },
  {
    id: 'autodialer-text-html',
    lie: 'JSON is labelled as HTML.',
    behaviour: 'representation',
    checks: ['answer-media-type'],
    decisions: reply((plain) => ({
      ...plain,
      headers: withHeader(plain.headers, 'Content-Type', 'text/html; charset=UTF-8'),
    })),
  },
  {
    id: 'autodialer-no-content-type',
    lie: 'JSON is not labelled at all.',
    behaviour: 'representation',
    checks: ['answer-media-type'],
    decisions: reply((plain) => ({ ...plain, headers: withHeader(plain.headers, 'Content-Type') })),
  },
]

function successes(change: (text: string) => string): AutodialerFault['decisions'] {
  return (honest: AutodialerDecisions) => ({
    jsonText: (call, answer) => {
      const text = honest.jsonText(call, answer)
      return ofUpdate(call) && answer.value.success === 1 ? change(text) : text
    },
  })
}
