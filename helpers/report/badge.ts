import type { RunRecord } from '../record/record.ts'
import type { Conformance } from '../verdict/conformance.ts'

/** Colours of shields.io. */
const colours: Readonly<Record<Conformance, string>> = {
  conformant: 'brightgreen',
  partial: 'yellowgreen',
  'not-conformant': 'red',
  inconclusive: 'lightgrey',
}

/** The verdict as the JSON that an endpoint badge of shields.io is drawn from. */
export function renderBadge({ verdict, endpoints }: RunRecord): string {
  const names = endpoints.map(({ name }) => name).join(', ')
  // A badge is taken for a word on a server: the reference server's would be none.
  const isMock = endpoints.some(({ kind }) => kind === 'mock')
  const message = isMock ? 'reference server only' : verdict
  const color = isMock ? 'lightgrey' : colours[verdict]
  return `${JSON.stringify({ schemaVersion: 1, label: `${names} conformance`.trim(), message, color })}\n`
}
