import type { SqsDecisions } from '../../sqs/decisions.ts'
import { type SqsFault, writingXml } from './twists.ts'

type Change = (xml: string) => string

const texts: readonly (readonly [id: string, lie: string, check: string, change: Change])[] = [
  [
    'sqs-xml-cut-off',
    'The last tag is left to the reader.',
    'xml-well-formed',
    (xml) => xml.replace(/<\/\w+>$/, ''),
  ],
  [
    'sqs-xml-html-entities',
    'Apostrophes and quotation marks are written as HTML knows them.',
    'xml-well-formed',
    (xml) => xml.replaceAll('&quot;', '&ldquo;'),
  ],
  [
    'sqs-xml-no-owner',
    'The owner is left out of the XML.',
    'xml-values',
    (xml) => xml.replace(/<ownerId>.*<\/ownerId>/, ''),
  ],
  [
    'sqs-xml-no-dates',
    'The XML has no dates.',
    'xml-values',
    (xml) => xml.replace(/<created>.*<\/updated>/, ''),
  ],
  [
    'sqs-xml-other-created',
    'The XML tells another day of creation.',
    'xml-values',
    (xml) => xml.replace(/<created>\d{4}/, '<created>1999'),
  ],
  [
    'sqs-xml-dates-swapped',
    'The XML tells the creation as the update, and the update as the creation.',
    'xml-values',
    (xml) =>
      xml.replace(
        /<created>(.*)<\/created><updated>(.*)<\/updated>/,
        '<created>$2</created><updated>$1</updated>',
      ),
  ],
  [
    'sqs-xml-updated-never',
    'The XML has the update before the creation.',
    'xml-values',
    (xml) => xml.replace(/<updated>\d{4}/, '<updated>1999'),
  ],
  [
    'sqs-xml-owner-as-name',
    'In the XML the owner and the name have changed places.',
    'xml-values',
    (xml) =>
      xml.replace(/<ownerId>(.*)<\/ownerId><name>(.*)<\/name>/, '<ownerId>$2</ownerId><name>$1</name>'),
  ],
  [
    'sqs-xml-windows-references',
    'Curly quotation marks are written by their numbers in Windows-1252.',
    'xml-values-unicode',
    (xml) => xml.replaceAll('“', '&#147;').replaceAll('”', '&#148;'),
  ],
  [
    'sqs-xml-double-escaped',
    'Escaped text is escaped once more.',
    'xml-values-special',
    (xml) => xml.replace(/&/g, '&amp;'),
  ],
  [
    'sqs-xml-questions',
    'The XML has question marks for letters beyond ASCII.',
    'xml-values-unicode',
    (xml) => xml.replace(/[^\0-\x7f]/gu, '?'),
  ],
  [
    'sqs-xml-wrong-encoding',
    'The XML declares ISO-8859-1 and is written in UTF-8.',
    'xml-values-unicode',
    (xml) => xml.replace('UTF-8', 'ISO-8859-1'),
  ],
]

/** XML that cannot be read, or says something else than the JSON. */
export const xml: readonly SqsFault[] = [
  ...texts.map(
    ([id, lie, check, change]): SqsFault => ({
      id,
      lie,
      behaviour: 'representation',
      checks: [check],
      decisions: writingXml(change),
    }),
  ),
  {
    id: 'sqs-xml-unescaped',
    lie: 'Ampersands and angle brackets stand in the XML as they are.',
    behaviour: 'representation',
    checks: ['xml-well-formed'],
    decisions: (honest) => ({
      escapeXml: (call, text) => (call.operation === 'update' ? text : honest.escapeXml(call, text)),
    }),
  },
  {
    id: 'sqs-xml-cdata-ended',
    lie: 'Text stands in CDATA sections, which end wherever it says so.',
    behaviour: 'representation',
    checks: ['xml-well-formed'],
    decisions: (honest) => ({
      escapeXml: (call, text) =>
        call.operation === 'update' ? `<![CDATA[${text}]]>` : honest.escapeXml(call, text),
    }),
  },
  {
    id: 'sqs-xml-specials-dropped',
    lie: 'What would have to be escaped in XML is left out.',
    behaviour: 'representation',
    checks: ['xml-values-special'],
    decisions: (honest) => ({
      escapeXml: (call, text) =>
        honest.escapeXml(call, call.operation === 'update' ? text.replace(/[&<>]/g, '') : text),
    }),
  },
  {
    id: 'sqs-xml-surrogates',
    lie: 'A character beyond the first plane is written as two references to halves of it.',
    behaviour: 'representation',
    checks: ['xml-well-formed'],
    decisions: (honest) => ({
      escapeXml: (call, text) =>
        honest.escapeXml(call, text).replace(/[\ud800-\udfff]/g, (half) => `&#${half.charCodeAt(0)};`),
    }),
  },
  {
    id: 'sqs-xml-collapsed',
    lie: 'Several blanks become one in the XML.',
    behaviour: 'representation',
    checks: ['xml-values-special'],
    decisions: (honest) => ({
      escapeXml: (call, text) => honest.escapeXml(call, text).replace(/ {2,}/g, ' '),
    }),
  },
  {
    id: 'sqs-xml-latin-1',
    lie: 'The XML declares UTF-8 and is written in Latin-1.',
    behaviour: 'representation',
    checks: ['xml-well-formed'],
    decisions: (honest) => ({
      encode: (call, text, format) =>
        call.operation === 'update' && format === 'xml'
          ? Buffer.from(text, 'latin1')
          : honest.encode(call, text, format),
    }),
  },
  {
    id: 'sqs-xml-refusal-unclosed',
    lie: 'The XML of a refusal ends before its last tag.',
    behaviour: 'representation',
    checks: ['xml-refusals-well-formed'],
    decisions: (honest) => ({
      xmlText: (call, answer, value) => {
        const xml = honest.xmlText(call, answer, value)
        return call.operation === 'update' ? xml.replace(/<\/failure>$/, '') : xml
      },
    }),
  },
  {
    id: 'sqs-xml-refusal-repeats',
    lie: 'A refusal in XML repeats the id that it does not know as it came.',
    behaviour: 'representation',
    checks: ['xml-refusals-well-formed'],
    decisions: (honest) => ({
      xmlText: (call, answer, value) => {
        const xml = honest.xmlText(call, answer, value)
        return call.operation === 'update' ? xml.replace('no such group', `no group ${call.id}`) : xml
      },
    }),
  },
  {
    id: 'sqs-xml-control',
    lie: 'Control characters are taken, and stand in the XML as they are.',
    behaviour: 'representation',
    checks: ['xml-well-formed'],
    decisions: takingControls,
  },
  {
    id: 'sqs-xml-control-replaced',
    lie: 'Control characters are taken, and XML shows U+FFFD in their place.',
    behaviour: 'representation',
    checks: ['xml-values-control'],
    decisions: withoutControls((xml) => xml.replace(/(?![\t\n\r])\p{Cc}/gu, '\ufffd')),
  },
  {
    id: 'sqs-xml-control-cuts',
    lie: 'Control characters are taken, and a text in XML ends at the first of them.',
    behaviour: 'representation',
    checks: ['xml-values-control'],
    decisions: withoutControls((xml) => xml.replace(/(?![\t\n\r])\p{Cc}[^<]*/gu, '')),
  },
  {
    id: 'sqs-xml-raw-return-line-feed',
    lie: 'A carriage return before a line feed stands in XML as it is, and is read as a part of it.',
    behaviour: 'representation',
    checks: ['xml-values-line-ends'],
    decisions: writingXml((xml) => xml.replaceAll('&#13;\n', '\r\n')),
  },
]

/** A server that takes what XML cannot hold. */
function takingControls(honest: SqsDecisions): Partial<SqsDecisions> {
  return {
    objection: (call, field, value) =>
      honest.objection(call, field, typeof value === 'string' ? value.replace(/\p{Cc}/gu, ' ') : value),
  }
}

/** The same, which writes XML without it. */
function withoutControls(change: (xml: string) => string): SqsFault['decisions'] {
  return (honest) => ({ ...takingControls(honest), ...writingXml(change)(honest) })
}
