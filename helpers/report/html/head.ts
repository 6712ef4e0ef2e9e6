import type { Conformance } from '../../verdict/conformance.ts'
import type { Markup } from '../markup.ts'
import type { RunRecord } from '../record.ts'
import type { Content } from './content.ts'
import { duration } from './latency.ts'
import { clip, html, many } from './markup.ts'
import { tally } from './picture.ts'
import { shapeOf, sign } from './sign.ts'

/** A verdict in words, and what it means. */
const words: Readonly<Record<Conformance, readonly [string, string]>> = {
  conformant: ['Conformant', 'Every MUST was tested and passed.'],
  partial: ['Partial', 'Nothing failed, but some MUST was not tested or is known to fail.'],
  'not-conformant': ['Not conformant', 'A requirement at or above the gate is violated.'],
  inconclusive: ['Inconclusive', 'Nothing failed, but not all that was selected could be judged.'],
}

/** The verdict and what it rests on. */
export function renderHead(record: RunRecord, leftOut: Content['leftOut']): Markup {
  const { suite, verdict, endpoints } = record
  const [title, meaning] = words[verdict]
  return html`<header>
<p class="suite">${suite.name} ${suite.version}</p>
<h1 class="${shapeOf[verdict]}">${sign(shapeOf[verdict])} ${title}</h1>
<p class="meaning">${meaning}</p>
${tally((each) => endpoints.reduce((sum, { counts }) => sum + counts[each], 0))}
${remarks(record, leftOut).map((remark) => html`<p class="remark">${remark}</p>`)}
${circumstances(record)}
</header>`
}

/** What a reader must know before believing the verdict. */
function remarks(
  { run, endpoints }: RunRecord,
  { checks, stories, exchanges }: Content['leftOut'],
): string[] {
  const { only, skip } = run.selection
  const parts = [
    checks > 0 && many(checks, 'check'),
    stories > 0 && `the details of ${many(stories, 'check')}`,
    exchanges > 0 && many(exchanges, 'exchange'),
  ].filter((part) => part !== false)
  return [
    ...(run.incomplete === undefined ? [] : [`The run is not complete: ${clip(run.incomplete, 600)}`]),
    ...(run.baseline?.mistakes ?? []).map((mistake) => `Baseline: ${clip(mistake, 600)}`),
    ...(only.length > 0 ? [`Only a selection was checked: ${clip(only.join(', '), 600)}`] : []),
    ...(skip.length > 0 ? [`Some checks were skipped on demand: ${clip(skip.join(', '), 600)}`] : []),
    ...endpoints.flatMap(({ name, leftovers }) =>
      leftovers.map((sentence) => `Left on ${name}: ${clip(sentence, 600)}`),
    ),
    ...(parts.length > 0
      ? [
          `To stay small this page leaves out ${parts.join(', ')}, of the least telling first. conformance.json has all.`,
        ]
      : []),
  ]
}

function circumstances({ run, suite }: RunRecord): Markup {
  const facts: readonly string[][] = [
    ['gate', run.failOn],
    ['seed', String(run.seed)],
    ...(run.shard ? [['shard', `${run.shard.index} of ${run.shard.of}`]] : []),
    ...(run.baseline ? [['baseline', run.baseline.file]] : []),
    ['started', run.startedAt],
    ['took', duration(Date.parse(run.finishedAt) - Date.parse(run.startedAt))],
    ['run', run.id],
    ['catalogue', suite.catalogue],
  ]
  return html`<dl class="circumstances">${facts.map(
    ([name, value = '']) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`,
  )}</dl>`
}
