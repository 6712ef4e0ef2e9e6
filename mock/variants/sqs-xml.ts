import type { JsonObject } from '../../helpers/contract/types.ts'
import type { Variant } from '../fault.ts'
import type { SqsDecisions } from '../sqs/decisions.ts'
import { escapeXml } from '../sqs/xml.ts'

type Write = (xml: string, value: JsonObject) => string

const declaration = /^<\?xml.*?\?>/

const documents: readonly (readonly [id: string, difference: string, write: Write])[] = [
  ['sqs-xml-undeclared', 'XML has no declaration.', (xml) => xml.replace(declaration, '')],
  [
    'sqs-xml-prefixed',
    'Elements are in a namespace and have a prefix.',
    (xml) =>
      xml.replaceAll(/<(\/?)(?=\w)/g, '<$1sqs:').replace(/<sqs:(\w+)/, '<sqs:$1 xmlns:sqs="urn:example:sqs"'),
  ],
  [
    'sqs-xml-attributes',
    'Members are attributes of one element.',
    (_xml, value) => `<Group${Object.entries(value).map(attribute).join('')}/>`,
  ],
  [
    'sqs-xml-other-names',
    'Root and elements have other names.',
    (xml) =>
      xml
        .replaceAll(/(<\/?)group>/g, '$1GroupResource>')
        .replaceAll(/(<\/?)ownerId>/g, '$1owner-id>')
        .replaceAll(/(<\/?)name>/g, '$1groupName>'),
  ],
  [
    'sqs-xml-properties',
    'Every member is an element of the same name, which one of its attributes tells.',
    (_xml, value) => `<group>${Object.entries(value).map(property).join('')}</group>`,
  ],
  [
    'sqs-xml-nested',
    'The group is inside an envelope, indented and commented.',
    (xml) =>
      `<envelope>\n  <!-- one group -->\n  ${xml.replace(declaration, '').replaceAll('><', '>\n  <')}\n</envelope>\n`,
  ],
  [
    'sqs-xml-doctype',
    'XML has a document type and a line end in front of the root.',
    (xml) => xml.replace('?>', '?>\n<!DOCTYPE group>\n'),
  ],
  [
    'sqs-xml-references',
    'XML declares US-ASCII and has references for all other letters.',
    (xml) =>
      xml
        .replace('UTF-8', 'US-ASCII')
        .replace(/[^\0-\x7e]/gu, (letter) => `&#x${letter.codePointAt(0)?.toString(16)};`),
  ],
]

/** The form of XML answers, of which no document shows one. */
export const xml: readonly Variant<SqsDecisions>[] = [
  ...documents.map(
    ([id, difference, write]): Variant<SqsDecisions> => ({
      id,
      difference,
      decisions: (honest) => ({
        xmlText: (call, answer, value) => write(honest.xmlText(call, answer, value), value),
      }),
    }),
  ),
  {
    id: 'sqs-xml-text',
    difference: 'XML is labelled text/xml.',
    decisions: (honest) => ({
      contentType: (call, format) =>
        format === 'xml' ? 'text/xml; charset=utf-8' : honest.contentType(call, format),
    }),
  },
  {
    id: 'sqs-xml-utf-16',
    difference: 'XML is written in UTF-16, and says so.',
    decisions: (honest) => ({
      xmlText: (call, answer, value) => honest.xmlText(call, answer, value).replace('UTF-8', 'UTF-16'),
      contentType: (call, format) =>
        format === 'xml' ? 'application/xml' : honest.contentType(call, format),
      encode: (call, text, format) =>
        format === 'xml' ? Buffer.from(`\uFEFF${text}`, 'utf16le') : honest.encode(call, text, format),
    }),
  },
  {
    id: 'sqs-xml-byte-order-mark',
    difference: 'XML begins with a byte order mark, as it may in UTF-8.',
    decisions: (honest) => ({
      encode: (call, text, format) => honest.encode(call, format === 'xml' ? `\uFEFF${text}` : text, format),
    }),
  },
  {
    id: 'sqs-xml-by-number',
    difference: 'All characters of texts are written by number.',
    decisions: () => ({
      escapeXml: (_call, text) => [...text].map((character) => `&#${character.codePointAt(0)};`).join(''),
    }),
  },
  {
    id: 'sqs-xml-cdata',
    difference: 'Texts stand in CDATA sections, divided where they hold the end of one.',
    decisions: () => ({
      // A carriage return cannot stand in one: it would be read as a line feed.
      escapeXml: (_call, text) =>
        `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>').replaceAll('\r', ']]>&#13;<![CDATA[')}]]>`,
    }),
  },
]

function property([name, value]: [string, unknown]): string {
  return `<property name="${name}">${escapeXml(String(value))}</property>`
}

function attribute([name, value]: [string, unknown]): string {
  return ` ${name}="${escapeXml(String(value)).replace(/[\n\t]/g, (blank) => `&#${blank.charCodeAt(0)};`)}"`
}
