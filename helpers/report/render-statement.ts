import type { RunRecord } from '../record/record.ts'
import { contractLine } from './contract-line.ts'
import { code, codeBlock, plain, table } from './markdown.ts'
import { type Claim, type EndpointStatement, statementOf } from './statement.ts'
import { whereOf } from './where.ts'

/** The conformance statement of a run as a document to sign. */
export function renderStatement(record: RunRecord): string {
  const { suite, run, verdict, endpoints, reproduce } = statementOf(record)
  const blocks = [
    '# Conformance statement',
    table([
      ['verdict', `**${verdict}**`],
      ['suite', `${plain(suite.name)} ${plain(suite.version)}`],
      ['catalogue of requirements and checks', code(suite.catalogue)],
      ...endpoints.map(({ endpoint, kind, target }) => [
        plain(`${endpoint} at`),
        kind === 'mock' ? whereOf({ kind, baseUrl: target }) : code(target),
      ]),
      ['run', `${code(run.id)}, finished ${plain(run.finishedAt)}`],
    ]),
    ...(run.budget === undefined
      ? []
      : [`It was given a budget of ${run.budget} requests for each endpoint.`]),
    ...(run.incomplete === undefined ? [] : [`The run is **not complete**: ${code(run.incomplete)}`]),
    ...endpoints.flatMap(endpointBlocks),
    '## How to reproduce',
    `With the settings of the target in the environment:\n\n${codeBlock(reproduce)}`,
    'This statement says what one run showed, and no more. Duties that no check can try from outside are not in it: the catalogue names them.',
    'Signed off by: \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_ on: \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_',
  ]
  return `${blocks.join('\n\n')}\n`
}

export function renderStatementJson(record: RunRecord): string {
  return `${JSON.stringify(statementOf(record), null, 2)}\n`
}

function endpointBlocks(statement: EndpointStatement): string[] {
  const { endpoint, title, contract, target, kind, verdict, met, notMet, notTested } = statement
  const where = kind === 'mock' ? 'the embedded reference server: no implementation was judged' : code(target)
  return [
    `## ${plain(title)} (${plain(endpoint)})`,
    `Target as declared: ${where}. Verdict: **${verdict}**. Requirements: ${met.length} met, ${notMet.length} not met, ${notTested.length} not tested.`,
    ...contractLine({ name: endpoint, ...(contract && { contract }) }).map(codeBlock),
    ...claims('Not met', notMet),
    ...claims('Not tested', notTested),
    ...claims('Met', met),
  ]
}

function claims(head: string, several: readonly Claim[]): string[] {
  if (several.length === 0) return []
  const lines = several.map(({ id, level, duty, reasons }) =>
    [
      `- ${code(id)} (${level})${duty === undefined ? '' : `: ${plain(duty)}`}`,
      ...reasons.map((reason) => `  - ${code(reason)}`),
    ].join('\n'),
  )
  return [`### ${head}`, lines.join('\n')]
}
