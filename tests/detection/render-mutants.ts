import { type Kind, percentage, type Score, type Survivor } from '../mutation/survivors.ts'
import { cell } from './render-table.ts'

const kinds: Readonly<Record<Kind, string>> = {
  missed: 'Documented, and no check notices it',
  undocumented: 'No document speaks of it',
  equivalent: 'The server behaves the same',
}

/** What came of the last mutation run, with the reason of every mutant that no check notices. */
export function renderMutants(score: Score, survivors: readonly Survivor[]): string {
  const all = score.killed + score.missed + score.undocumented + score.equivalent
  return [
    '## Mutants of the reference server',
    '',
    'An objective measure beside the faults above, which were thought of by hand: `npm run mutation` changes the code of',
    'the correct reference server in every small way that Stryker knows, wherever the update decides something, and runs',
    'the checks, and nothing else, against each. The operations beside the update are left out: no check judges them.',
    '',
    '| mutants | noticed | documented, not noticed | undocumented | equivalent | score |',
    '|---|---|---|---|---|---|',
    `| ${all} | ${score.killed} | ${score.missed} | ${score.undocumented} | ${score.equivalent} | ${percentage(score).toFixed(1)} % |`,
    '',
    'The score is the share of those noticed among all that are neither equivalent nor undocumented. Every other one is',
    'listed here with its reason; `npm run mutation` fails where one has none, or a reason fits none.',
    '',
    ...(Object.keys(kinds) as Kind[]).flatMap((kind) => tableOf(kind, survivors)),
  ].join('\n')
}

/** One row for all that survives in a file for one reason. */
function tableOf(kind: Kind, survivors: readonly Survivor[]): string[] {
  const rows = new Map<string, string[]>()
  for (const { file, mutants, reason } of survivors.filter((survivor) => survivor.kind === kind)) {
    const key = `\`${file}\` | ${cell(reason)}`
    rows.set(key, [...(rows.get(key) ?? []), ...mutants.map((mutant) => cell(code(mutant)))])
  }
  return [
    `### ${kinds[kind]}`,
    '',
    '| where | reason | mutants |',
    '|---|---|---|',
    ...[...rows].map(([key, mutants]) => `| ${key} | ${mutants.join('<br>')} |`),
    '',
  ]
}

/** Code that may hold backticks, between more of them than it holds in a row. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return longest === 0 ? `\`${text}\`` : `${fence} ${text} ${fence}`
}
