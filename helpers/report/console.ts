import { styleText } from 'node:util'
import { groupBy } from '../group-by.ts'
import { oneLine, printable } from '../printable.ts'
import { checksOf, type JudgedCheck } from '../record/checks-of.ts'
import type { EndpointRecord, RunRecord } from '../record/record.ts'
import { variable } from '../target/endpoint-settings.ts'
import type { Verdict } from '../verdict/verdict.ts'
import { type Finding, findingsOf, headlineOf, linesOf, sumOf } from './causes.ts'
import { type Paint, renderTable } from './console-table.ts'
import { contractLine } from './contract-line.ts'
import { acceptance, explainCheck } from './explain.ts'
import { type Look, plainLook } from './set-against.ts'
import { slowedLine } from './slowed-line.ts'
import { whereOf } from './where.ts'

/** What differs in colour; texts that are written from right to left are kept apart from what stands around them. */
const terminalLook: Look = {
  mark: (text) => styleText(['bold', 'inverse'], text, { validateStream: false }),
  isolate: (text) => (rightToLeft.test(text) ? `\u2068${text}\u2069` : text),
}

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

interface ConsoleOptions {
  readonly reports: string
  readonly colour: boolean
  /** How wide a line can be; undefined where it can be as wide as it needs to be. */
  readonly columns?: number | undefined
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
export function renderConsole(record: RunRecord, { reports, colour, columns }: ConsoleOptions): string {
  const paint = (verdict: Verdict, text: string) =>
    colour ? styleText(colours[verdict], text, { validateStream: false }) : text
  const look: Look = {
    ...(colour ? terminalLook : plainLook),
    ...(columns && { columns: columns - indent('').length }),
  }
  const unjudged = record.endpoints.flatMap((endpoint) => {
    const reason = reasonForAll(endpoint)
    return reason === undefined ? [] : [[endpoint, reason] as const]
  })
  const judged = record.endpoints.filter((each) => !unjudged.some(([endpoint]) => endpoint === each))
  const blocks = [
    ...unjudged.map(
      ([endpoint, reason]) => `${paint('inconclusive', 'INCONCLUSIVE')} ${endpoint.name}: ${reason}`,
    ),
    ...renderTable(judged, paint, columns),
    ...judged.flatMap((endpoint) => findings(endpoint, paint, look)),
    ...record.endpoints.flatMap(contractLine).map(oneLine),
    ...record.endpoints.flatMap(slowedLine),
    ...record.endpoints.flatMap(({ name, lost }) => (lost ? [`lost ${name}: ${lost}`] : [])),
    ...record.endpoints.flatMap(({ name, leftovers }) =>
      leftovers.map((sentence) => `left on ${name}: ${oneLine(sentence)}`),
    ),
    conclusion(record, reports),
  ]
  return `${blocks.join('\n\n')}\n`
}

/** Why nothing at all could be judged, where that is one reason, such as that the target cannot be reached. */
function reasonForAll(endpoint: EndpointRecord): string | undefined {
  const checks = checksOf(endpoint).map(({ check }) => check)
  const [reason, ...others] = new Set(checks.map((check) => oneLine(check.reason ?? '')))
  const isNone = checks.length > 1 && checks.every(({ verdict }) => verdict === 'inconclusive')
  return isNone && others.length === 0 ? reason : undefined
}

/** A block for each cause of findings, failures last; inconclusive and untested checks by their reasons, once each. */
function findings(endpoint: EndpointRecord, paint: Paint, look: Look): string[] {
  const found = findingsOf(endpoint)
  const of = (verdict: Verdict) => found.filter((finding) => finding.verdict === verdict)
  return [
    ...reasons(endpoint, 'not-tested', paint),
    ...reasons(endpoint, 'inconclusive', paint),
    ...knownFailures(endpoint, paint),
    ...[...of('warn'), ...of('fail')].map((finding) => block(endpoint.name, finding, paint, look)),
  ]
}

function block(endpoint: string, finding: Finding, paint: Paint, look: Look): string {
  const { checks, consequences } = finding
  const cause = headlineOf(finding)
  const [{ check, requirement }, ...others] = checks
  const head = `${check.verdict.toUpperCase()} ${endpoint} ${check.id}: ${check.title}`
  const lines = [
    ...(cause === undefined ? [] : [printable(`cause       ${cause}`)]),
    explainCheck(check, requirement, look),
    ...listed('of the same cause:', others),
    ...listed('consequences:', consequences),
  ]
  return `${paint(check.verdict, head)}\n${indent(lines.join('\n'))}`
}

function listed(head: string, checks: readonly JudgedCheck[]): string[] {
  const lines = linesOf(checks, ({ check }) => `${check.verdict.toUpperCase()} ${check.id}: ${check.title}`)
  return lines.length > 0 ? [head, ...lines.map((each) => indent(printable(each)))] : []
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
    const unsure = endpoint.insecureTls ? ' (any certificate accepted)' : ''
    return `${endpoint.name} at ${whereOf(endpoint)}${unsure}: ${endpoint.verdict} (${endpoint.requests} requests)`
  })
  return [
    ...endpoints.flatMap((endpoint) => {
      const sum = sumOf(findingsOf(endpoint))
      return sum === undefined ? [] : [`${endpoint.name}: ${sum}`]
    }),
    ...each,
    ...(run.baseline?.mistakes ?? []).map((mistake) => `baseline: ${oneLine(mistake)}`),
    ...endpoints.flatMap(({ name, beyondBudget }) =>
      beyondBudget === undefined ? [] : [`${name}: ${oneLine(beyondBudget)}`],
    ),
    ...(run.incomplete === undefined ? [] : [`not complete: ${oneLine(run.incomplete)}`]),
    `${verdict}, gate ${run.failOn}, seed ${run.seed}, ${seconds.toFixed(1)} s; reports in ${reports}`,
    ...next(endpoints),
  ].join('\n')
}

/** A green run on the server that the package includes says nothing of anybody's. */
function next(endpoints: readonly EndpointRecord[]): string[] {
  if (!endpoints.some(({ kind }) => kind === 'mock')) return []
  const settings = endpoints.map(({ name }) => variable(name, 'BASE_URL'))
  return [
    `This was the bundled reference server, not your server. Next: set ${settings.join(' or ')}, as .env.example shows.`,
  ]
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ')
}
