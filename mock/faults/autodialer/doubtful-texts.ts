import { type AutodialerFault, reading, texts } from './tools.ts'

/** Texts that may be refused, and are taken for others. */
export const doubtfulTexts: readonly AutodialerFault[] = [
  {
    id: 'autodialer-text-control-dropped',
    lie: 'Control characters are dropped, and the rest is stored.',
    behaviour: 'text',
    checks: ['text-control'],
    decisions: texts((text) => text.replaceAll('\u0001', '').replaceAll('\u001b', '')),
  },
  {
    id: 'autodialer-text-empty-named',
    lie: 'An empty name becomes that of a group without one.',
    behaviour: 'text',
    checks: ['text-empty'],
    decisions: reading((payload) => (payload.name === '' ? { ...payload, name: 'Group' } : payload)),
  },
]
