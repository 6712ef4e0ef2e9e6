import type { JsonObject } from '../../../helpers/contract/types.ts'
import { Slot } from '../../slot.ts'
import { type SqsFault, writingXml } from './twists.ts'

const shown = new Slot(() => new Map<string, JsonObject>())

/** XML whose texts are not the ones that the JSON has. */
export const xmlTexts: readonly SqsFault[] = [
  {
    id: 'sqs-xml-pretty-pads',
    lie: 'XML is set out so prettily that texts have lines of their own.',
    behaviour: 'representation',
    checks: ['xml-values'],
    decisions: writingXml((xml) =>
      xml.replace(/<(id|ownerId|name)>([^<]*)</g, '<$1>\n    $2\n  <').replaceAll('><', '>\n  <'),
    ),
  },
  {
    id: 'sqs-xml-blank-behind',
    lie: 'Texts in XML have a blank behind them.',
    behaviour: 'representation',
    checks: ['xml-values'],
    decisions: writingXml((xml) => xml.replace(/<(id|ownerId|name)>([^<]*)</g, '<$1>$2 <')),
  },
  {
    id: 'sqs-xml-numbers-bare',
    lie: 'Texts in XML that are numbers are written as numbers.',
    behaviour: 'representation',
    checks: ['xml-values-number'],
    decisions: writingXml((xml) => xml.replace(/<name>(\d+)</g, (_, digits) => `<name>${Number(digits)}<`)),
  },
  {
    id: 'sqs-xml-owner-raw',
    lie: 'The owner is not escaped in XML.',
    behaviour: 'representation',
    checks: ['xml-values-owner'],
    decisions: writingXml((xml) =>
      xml.replace(
        /<ownerId>([^<]*)</,
        (_, owner) => `<ownerId>${owner.replaceAll('&lt;', '<').replaceAll('&amp;', '&')}<`,
      ),
    ),
  },
  {
    id: 'sqs-xml-owner-trimmed',
    lie: 'The owner is trimmed in XML.',
    behaviour: 'representation',
    checks: ['xml-values-owner'],
    decisions: writingXml((xml) =>
      xml.replace(/<ownerId>([^<]*)</, (_, owner) => `<ownerId>${owner.trim()}<`),
    ),
  },
  {
    id: 'sqs-xml-dollars',
    lie: 'Texts are put into a template of XML, where two dollars stand for one.',
    behaviour: 'representation',
    checks: ['xml-values-special'],
    decisions: writingXml((xml) => xml.replaceAll('$$', '$')),
  },
  {
    id: 'sqs-xml-cut',
    lie: 'Texts in XML end after 200 characters.',
    behaviour: 'representation',
    checks: ['xml-values-long'],
    decisions: (honest) => ({
      xmlText: (call, answer, value) =>
        honest.xmlText(call, answer, value).replace(/>([^<]{200})[^<]+</g, '>$1<'),
    }),
  },
  {
    id: 'sqs-xml-of-before',
    lie: 'The XML of a group is the one of the last time that it was asked for in XML.',
    behaviour: 'representation',
    checks: ['xml-values'],
    decisions: (honest) => ({
      xmlText: (call, answer, value) => {
        if (call.operation !== 'update' || answer.root !== 'group') return honest.xmlText(call, answer, value)
        const groups = shown.of(call.store)
        const before = groups.get(call.id) ?? value
        groups.set(call.id, value)
        return honest.xmlText(call, answer, before)
      },
    }),
  },
]
