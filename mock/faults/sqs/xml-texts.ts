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
