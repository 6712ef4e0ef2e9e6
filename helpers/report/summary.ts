import { verdicts } from '../verdict/verdict.ts'
import { type Finding, findingsOf, linesOf } from './causes.ts'
import { checksOf, groupBy } from './checks-of.ts'
import { acceptance } from './explain.ts'
import { code, codeBlock, plain, table } from './markdown.ts'
import type { EndpointRecord, RunRecord } from './record.ts'

/** Findings told in full for each endpoint: a comment on a pull request holds 65,536 characters. */
const toldFindings = 15

/** Other remarks, a line each. */
const toldOthers = 30

/** A curl line longer than this is left to the record. */
const longestCurl = 1_000

/** The record as Markdown, for the summary of a CI job or a comment on a pull request. */
export function renderSummary(record: RunRecord): string {
  const { run, suite, endpoints, verdict } = record
  const blocks = [
    `# ${plain(suite.name)}: ${verdict}`,
    ...(run.incomplete === undefined ? [] : [`**Not complete:** ${code(run.incomplete)}`]),
    ...(run.baseline?.mistakes ?? []).map((mistake) => `**Baseline:** ${code(mistake)}`),
    counts(endpoints),
    ...endpoints.flatMap(endpointBlocks),
    `Version ${plain(suite.version)}, gate ${run.failOn}, seed ${run.seed}, ${plain(run.startedAt)}.`,
  ]
  return `${blocks.join('\n\n')}\n`
}

function counts(endpoints: readonly EndpointRecord[]): string {
  return table([
    ['', ...endpoints.map(({ name }) => plain(name))],
    ['verdict', ...endpoints.map(({ verdict }) => `**${verdict}**`)],
    ...verdicts.map((verdict) => [verdict, ...endpoints.map((endpoint) => String(endpoint.counts[verdict]))]),
  ])
}

function endpointBlocks(endpoint: EndpointRecord): string[] {
  const findings = findingsOf(endpoint)
  const told = findings.slice(0, toldFindings)
  const rest = findings.length - told.length
  const others = [
    ...reasons(endpoint, 'inconclusive'),
    ...knownFailures(endpoint),
    ...reasons(endpoint, 'not-tested'),
    ...endpoint.leftovers.map((sentence) => `- left on the target: ${code(sentence)}`),
  ]
  const all = [
    ...told.map(findingBlock),
    ...(rest > 0 ? [`${rest} more findings stand in the record.`] : []),
    ...(others.length > 0 ? [others.slice(0, toldOthers).join('\n')] : []),
    ...(others.length > toldOthers
      ? [`${others.length - toldOthers} more remarks stand in the record.`]
      : []),
  ]
  const where = endpoint.kind === 'mock' ? 'the embedded reference server' : code(endpoint.baseUrl)
  return all.length > 0 ? [`## ${plain(endpoint.name)} at ${where}`, ...all] : []
}

function findingBlock({ cause, checks: [first, ...others] }: Finding): string {
  const { check, requirement } = first
  const { curl = '' } = check.exchanges?.at(-1) ?? {}
  const { document, section } = requirement.source
  const lines = [
    `### ${check.verdict.toUpperCase()} ${code(check.id)}: ${plain(check.title)}`,
    [
      ...(cause === undefined ? [] : [`- cause: ${code(cause)}`]),
      `- requirement: ${code(requirement.id)} (${requirement.level}), ${plain(document)}, ${plain(section)}`,
      `- expected: ${code(check.expected ?? '')}`,
      `- saw: ${code(check.seen ?? '')}`,
      ...linesOf(
        others,
        ({ check: { id, title, verdict } }) => `${verdict} ${code(id)}, ${plain(title)}`,
      ).map((line) => `- same cause: ${line}`),
    ].join('\n'),
    codeBlock([...(curl.length <= longestCurl ? [curl] : []), check.repeat ?? ''].join('\n')),
  ]
  return lines.join('\n\n')
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
