import { differencesOf } from '../difference/marks.ts'
import { groupBy } from '../group-by.ts'
import { checksOf, type JudgedCheck } from '../record/checks-of.ts'
import type { EndpointRecord, RunRecord } from '../record/record.ts'
import { verdicts } from '../verdict/verdict.ts'
import { type Finding, findingsOf, headlineOf, linesOf, sumOf } from './causes.ts'
import { contractLine } from './contract-line.ts'
import { acceptance } from './explain.ts'
import { code, codeBlock, markedCode, plain, table } from './markdown.ts'
import { markedOf } from './marked.ts'
import { slowedLine } from './slowed-line.ts'
import { storyOf } from './story.ts'
import { whereOf } from './where.ts'

/** Findings told in full for each endpoint: a comment on a pull request holds 65,536 characters. */
const toldFindings = 15

/** Other remarks, a line each. */
const toldOthers = 30

/** A curl line longer than this is left to the record. */
const longestCurl = 2_000

/** The longest sentence that is told whole. */
const longestMarked = 500

/** The record as Markdown, for the summary of a CI job or a comment on a pull request. */
export function renderSummary(record: RunRecord): string {
  const { run, suite, endpoints, verdict } = record
  const blocks = [
    `# ${plain(suite.name)}: ${verdict}`,
    ...(run.incomplete === undefined ? [] : [`**Not complete:** ${code(run.incomplete)}`]),
    ...endpoints.flatMap(({ name, beyondBudget }) =>
      beyondBudget === undefined ? [] : [`**In part:** ${plain(name)}: ${plain(beyondBudget)}`],
    ),
    ...(run.baseline?.mistakes ?? []).map((mistake) => `**Baseline:** ${code(mistake)}`),
    counts(endpoints),
    ...endpoints.flatMap(contractLine).map(codeBlock),
    ...endpoints.flatMap(endpointBlocks),
    `Version ${plain(suite.version)}, gate ${run.failOn}, seed ${run.seed}, ${plain(run.startedAt)}.`,
  ]
  return `${blocks.join('\n\n')}\n`
}

function counts(endpoints: readonly EndpointRecord[]): string {
  return table([
    ['', ...endpoints.map(({ name }) => plain(name))],
    ['target', ...endpoints.map(target)],
    ['verdict', ...endpoints.map(({ verdict }) => `**${verdict}**`)],
    ...verdicts.map((verdict) => [verdict, ...endpoints.map((endpoint) => String(endpoint.counts[verdict]))]),
  ])
}

function target(endpoint: EndpointRecord): string {
  return endpoint.kind === 'mock' ? whereOf(endpoint) : code(endpoint.baseUrl)
}

function endpointBlocks(endpoint: EndpointRecord): string[] {
  const findings = findingsOf(endpoint)
  const told = findings.slice(0, toldFindings)
  const rest = findings.length - told.length
  const others = [
    ...reasons(endpoint, 'inconclusive'),
    ...knownFailures(endpoint),
    ...reasons(endpoint, 'not-tested'),
    ...slowedLine(endpoint).map((line) => `- ${line}`),
    ...endpoint.leftovers.map((sentence) => `- left on the target: ${code(sentence)}`),
  ]
  const sum = sumOf(findings)
  const all = [
    ...(sum === undefined ? [] : [`${sum}.`]),
    ...told.map(findingBlock),
    ...(rest > 0 ? [`${rest} more findings stand in the record.`] : []),
    ...(others.length > 0 ? [others.slice(0, toldOthers).join('\n')] : []),
    ...(others.length > toldOthers
      ? [`${others.length - toldOthers} more remarks stand in the record.`]
      : []),
  ]
  const where = target(endpoint)
  return all.length > 0 ? [`## ${plain(endpoint.name)} at ${where}`, ...all] : []
}

function findingBlock(finding: Finding): string {
  const { checks, consequences } = finding
  const cause = headlineOf(finding)
  const [{ check, requirement }, ...others] = checks
  const lines = storyOf(check).telling.map(({ exchange }) => exchange.curl)
  const { document, section } = requirement.source
  const blocks = [
    `### ${check.verdict.toUpperCase()} ${code(check.id)}: ${plain(check.title)}`,
    [
      ...(cause === undefined ? [] : [`- cause: ${code(cause)}`]),
      `- requirement: ${code(requirement.id)} (${requirement.level}), ${plain(document)}, ${plain(section)}`,
      ...(check.expected === undefined ? [] : setAgainst(check)),
      ...linesOf(others, line).map((other) => `- same cause: ${other}`),
      ...(consequences.length > 0 ? ['- consequences:'] : []),
      ...linesOf(consequences, line).map((consequence) => `  - ${consequence}`),
    ].join('\n'),
    codeBlock([...lines.filter(({ length }) => length <= longestCurl), check.repeat ?? ''].join('\n')),
  ]
  return blocks.join('\n\n')
}

/** What was expected and seen, with what differs in bold; a text that is too long for that is cut. */
function setAgainst(check: JudgedCheck['check']): string[] {
  const { expected = '', seen = '', difference } = check
  const marked = seen.length <= longestMarked ? markedOf(check) : undefined
  const differs = difference && differencesOf(difference)
  return [
    `- expected: ${marked ? markedCode(marked.expected) : code(expected)}`,
    `- saw: ${marked ? markedCode(marked.seen) : code(seen)}`,
    ...(differs === undefined ? [] : [`- differs: ${code(differs)}`]),
  ]
}

function line({ check: { id, title, verdict } }: JudgedCheck): string {
  return `${verdict} ${code(id)}, ${plain(title)}`
}

function knownFailures(endpoint: EndpointRecord): string[] {
  return checksOf(endpoint).flatMap(({ check: { id, listed } }) =>
    listed ? [`- ${listed.flaky ? 'flaky' : 'known-failing'}: ${code(id)}: ${code(acceptance(listed))}`] : [],
  )
}

function reasons(endpoint: EndpointRecord, verdict: 'inconclusive' | 'not-tested'): string[] {
  const checks = checksOf(endpoint).filter(({ check }) => check.verdict === verdict)
  return [...groupBy(checks, ({ check }) => check.reason ?? '')].map(([reason, same]) => {
    const [first] = same
    const more = same.length > 1 ? ` and ${same.length - 1} more` : ''
    return `- ${verdict}: ${code(first?.check.id ?? '')}${more}: ${code(reason)}`
  })
}
