import { styleText } from 'node:util'
import { type Verdict, verdicts } from '../verdict/verdict.ts'
import { type Finding, findingsOf, linesOf } from './causes.ts'
import { checksOf, groupBy } from './checks-of.ts'
import { acceptance, explainCheck, oneLine, printable } from './explain.ts'
import type { EndpointRecord, RunRecord } from './record.ts'

interface ConsoleOptions {
  readonly reports: string
  readonly colour: boolean
}

const colours: Readonly<Record<Verdict, Parameters<typeof styleText>[0]>> = {
  pass: 'green',
  fail: 'red',
  warn: 'yellow',
  inconclusive: 'magenta',
  'not-tested': 'gray',
  'known-failing': 'cyan',
}

/** The summary of a run for a terminal: a table, a block for each finding, and what it comes to. */
export function renderConsole(record: RunRecord, { reports, colour }: ConsoleOptions): string {
  const paint = (verdict: Verdict, text: string) =>
    colour ? styleText(colours[verdict], text, { validateStream: false }) : text
  const blocks = [
    table(record, paint),
    ...record.endpoints.flatMap((endpoint) => findings(endpoint, paint)),
    ...record.endpoints.flatMap(({ name, lost }) => (lost ? [`lost ${name}: ${lost}`] : [])),
    ...record.endpoints.flatMap(({ name, leftovers }) =>
      leftovers.map((sentence) => `left on ${name}: ${oneLine(sentence)}`),
    ),
    conclusion(record, reports),
  ]
  return `${blocks.join('\n\n')}\n`
}

type Paint = (verdict: Verdict, text: string) => string

/** Behaviours down, endpoints across; a cell counts the checks by verdict, those that passed first. */
function table({ endpoints }: RunRecord, paint: Paint): string {
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
  return rows
    .map((row) => {
      const painted = row.cells.map((parts, at) => {
        const text = parts
          .map((part) => (part.verdict ? paint(part.verdict, part.text) : part.text))
          .join(', ')
        return text + ' '.repeat((widths[at] ?? 0) - width(parts))
      })
      return [row.label.padEnd(labelWidth), ...painted].join('   ').trimEnd()
    })
    .join('\n')
}

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

/** A block for each cause of findings, failures last; inconclusive and untested checks by their reasons, once each. */
function findings(endpoint: EndpointRecord, paint: Paint): string[] {
  const found = findingsOf(endpoint)
  const of = (verdict: Verdict) => found.filter(({ checks: [{ check }] }) => check.verdict === verdict)
  return [
    ...reasons(endpoint, 'not-tested', paint),
    ...reasons(endpoint, 'inconclusive', paint),
    ...knownFailures(endpoint, paint),
    ...[...of('warn'), ...of('fail')].map((finding) => block(endpoint.name, finding, paint)),
  ]
}

function block(endpoint: string, { cause, checks: [telling, ...others] }: Finding, paint: Paint): string {
  const { check, requirement } = telling
  const head = `${check.verdict.toUpperCase()} ${endpoint} ${check.id}: ${check.title}`
  const same = linesOf(
    others,
    ({ check: { id, title, verdict } }) => `${verdict.toUpperCase()} ${id}: ${title}`,
  )
  const lines = [
    ...(cause === undefined ? [] : [`cause       ${cause}`]),
    explainCheck(check, requirement),
    ...(same.length > 0 ? ['of the same cause:', ...same.map(indent)] : []),
  ]
  return `${paint(check.verdict, head)}\n${indent(lines.map(printable).join('\n'))}`
}

function reasons(endpoint: EndpointRecord, verdict: Verdict, paint: Paint): string[] {
  const checks = checksOf(endpoint).filter(({ check }) => check.verdict === verdict)
  return [...groupBy(checks, ({ check }) => oneLine(check.reason ?? ''))].map(([reason, same]) => {
    const ids = same.map(({ check }) => check.id)
    const named = ids.length > 6 ? `${ids.slice(0, 6).join(', ')} and ${ids.length - 6} more` : ids.join(', ')
    return `${paint(verdict, `${verdict.toUpperCase()} ${endpoint.name}: ${reason}`)}\n${indent(named)}`
  })
}

/** What the baseline lists and fails, a line each; what is flaky is told apart. */
function knownFailures(endpoint: EndpointRecord, paint: Paint): string[] {
  const lines = checksOf(endpoint).flatMap(({ check: { id, listed } }) => {
    if (!listed) return []
    const head = `${listed.flaky ? 'FLAKY' : 'KNOWN-FAILING'} ${endpoint.name} ${id}`
    return `${paint('known-failing', head)}: ${oneLine(acceptance(listed))}`
  })
  return lines.length > 0 ? [lines.join('\n')] : []
}

function conclusion({ verdict, run, endpoints }: RunRecord, reports: string): string {
  const seconds = (Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1_000
  const each = endpoints.map((endpoint) => {
    const where = endpoint.kind === 'mock' ? 'the embedded reference server' : endpoint.baseUrl
    const unsure = endpoint.insecureTls ? ' (any certificate accepted)' : ''
    return `${endpoint.name} at ${where}${unsure}: ${endpoint.verdict} (${endpoint.requests} requests)`
  })
  return [
    ...each,
    ...(run.baseline?.mistakes ?? []).map((mistake) => `baseline: ${oneLine(mistake)}`),
    ...(run.incomplete === undefined ? [] : [`not complete: ${oneLine(run.incomplete)}`]),
    `${verdict}, gate ${run.failOn}, seed ${run.seed}, ${seconds.toFixed(1)} s; reports in ${reports}`,
  ].join('\n')
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ')
}
