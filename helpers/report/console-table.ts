import { checksOf } from '../record/checks-of.ts'
import type { EndpointRecord } from '../record/record.ts'
import { type Verdict, verdicts } from '../verdict/verdict.ts'

/** Colours a text by a verdict, where there is colour. */
export type Paint = (verdict: Verdict, text: string) => string

/**
 * Behaviours down, endpoints across; a cell counts the checks by verdict, those that passed first. Where that is wider
 * than a line, a table for each endpoint.
 */
export function renderTable(
  endpoints: readonly EndpointRecord[],
  paint: Paint,
  columns = Number.POSITIVE_INFINITY,
): string[] {
  if (endpoints.length === 0) return []
  const { text, width } = table(endpoints, paint)
  if (width <= columns || endpoints.length === 1) return [text]
  return endpoints.map((endpoint) => table([endpoint], paint).text)
}

function table(endpoints: readonly EndpointRecord[], paint: Paint): { text: string; width: number } {
  const behaviours = [
    ...new Set(endpoints.flatMap((endpoint) => checksOf(endpoint).map(({ check }) => check.behaviour))),
  ]
  const cells = (verdictsOf: (endpoint: EndpointRecord) => Verdict[]) =>
    endpoints.map((endpoint) => tally(verdictsOf(endpoint)))
  const rows: Row[] = [
    { label: '', cells: endpoints.map(({ name }) => [{ text: name }]) },
    ...behaviours.map((behaviour) => ({
      label: behaviour,
      cells: cells((each) => verdictsIn(each, behaviour)),
    })),
    { label: 'all', cells: cells((each) => verdictsIn(each)) },
  ]
  const width = (parts: readonly Part[]) => parts.map(({ text }) => text).join(', ').length
  const labelWidth = Math.max(...rows.map(({ label }) => label.length))
  const widths = endpoints.map((_, at) => Math.max(...rows.map((row) => width(row.cells[at] ?? []))))
  const text = rows
    .map((row) => {
      const painted = row.cells.map((parts, at) => {
        const text = parts
          .map((part) => (part.verdict ? paint(part.verdict, part.text) : part.text))
          .join(', ')
        return text + ' '.repeat((widths[at] ?? 0) - width(parts))
      })
      return [row.label.padEnd(labelWidth), ...painted].join(' '.repeat(between)).trimEnd()
    })
    .join('\n')
  return { text, width: [labelWidth, ...widths].reduce((sum, each) => sum + between + each, -between) }
}

/** Blanks between two columns. */
const between = 3

interface Part {
  readonly text: string
  readonly verdict?: Verdict
}

interface Row {
  readonly label: string
  readonly cells: readonly (readonly Part[])[]
}

function verdictsIn(endpoint: EndpointRecord, behaviour?: string): Verdict[] {
  const checks = checksOf(endpoint).map(({ check }) => check)
  return checks
    .filter((check) => behaviour === undefined || check.behaviour === behaviour)
    .map(({ verdict }) => verdict)
}

function tally(several: readonly Verdict[]): Part[] {
  const order: Verdict[] = ['pass', ...verdicts.filter((verdict) => verdict !== 'pass')]
  const parts = order.flatMap((verdict) => {
    const count = several.filter((each) => each === verdict).length
    return count > 0 ? [{ text: `${count} ${verdict}`, verdict }] : []
  })
  return parts.length > 0 ? parts : [{ text: '-' }]
}
