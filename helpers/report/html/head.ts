import { groupBy } from '../../group-by.ts'
import { checksOf } from '../../record/checks-of.ts'
import { many } from '../../record/counts.ts'
import type { EndpointRecord, RunRecord } from '../../record/record.ts'
import type { Conformance } from '../../verdict/conformance.ts'
import { contractLine } from '../contract-line.ts'
import type { Markup } from '../markup.ts'
import { slowedLine } from '../slowed-line.ts'
import { whereOf } from '../where.ts'
import type { Content } from './content.ts'
import { duration } from './latency.ts'
import { clip, html } from './markup.ts'
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

/** What a reader must know before believing the verdict, the reason of an inconclusive or lost run first. */
function remarks(record: RunRecord, leftOut: Content['leftOut']): string[] {
  const { run, endpoints } = record
  const bundled = endpoints.some(({ kind }) => kind === 'mock')
  return [
    ...(bundled ? ['The bundled reference server was checked. This says nothing of any other server.'] : []),
    ...endpoints.flatMap(({ name, lost }) =>
      lost === undefined ? [] : [`${name} was lost: ${clip(lost, 600)}`],
    ),
    ...(run.incomplete === undefined ? [] : [`The run is not complete: ${clip(run.incomplete, 600)}`]),
    ...(record.verdict === 'inconclusive' ? endpoints.flatMap(unjudged) : []),
    ...(run.baseline?.mistakes ?? []).map((mistake) => `Baseline: ${clip(mistake, 600)}`),
    ...endpoints.flatMap(contractLine).map((line) => clip(line, 2_000)),
    ...endpoints.flatMap(slowedLine),
    ...selected(record),
    ...(record.verdict === 'partial' ? endpoints.flatMap(untested) : []),
    ...endpoints.flatMap(({ name, leftovers }) =>
      leftovers.map((sentence) => `Left on ${name}: ${clip(sentence, 600)}`),
    ),
    ...shortened(leftOut),
  ]
}

/** So many reasons stand in the head, and so many ids of checks in a remark; all of them stand among the findings. */
const mostReasons = 3
const mostIds = 8

function unjudged(endpoint: EndpointRecord): string[] {
  const checks = checksOf(endpoint).filter(({ check }) => check.verdict === 'inconclusive')
  return [...groupBy(checks, ({ check }) => check.reason ?? '')]
    .slice(0, mostReasons)
    .map(
      ([reason, same]) =>
        `${many(same.length, 'check')} of ${endpoint.name} could not be judged: ${clip(reason, 600)}`,
    )
}

/** What the operator left out, and how much of that are MUSTs. */
function selected({ run: { selection }, endpoints }: RunRecord): string[] {
  const { only, skip } = selection
  return [
    ...(only.length > 0 ? [`Only a selection was checked: ${clip(only.join(', '), 600)}`] : []),
    ...(skip.length > 0 ? [`Some checks were skipped on demand: ${clip(skip.join(', '), 600)}`] : []),
    ...endpoints.flatMap(({ name, leftOut, beyondBudget }) => {
      if (beyondBudget !== undefined) return [`In part: ${name}: ${clip(beyondBudget, 600)}`]
      if (leftOut.length === 0) return []
      const musts = leftOut.filter(({ level }) => level === 'MUST').length
      return [
        `${many(leftOut.length, 'check')} of ${name} left out, ${musts} of level MUST: ${named(leftOut)}`,
      ]
    }),
  ]
}

/** What keeps a run with nothing wrong from being conformant. */
function untested(endpoint: EndpointRecord): string[] {
  const checks = checksOf(endpoint)
    .filter(({ check, requirement }) => requirement.level === 'MUST' && check.verdict === 'not-tested')
    .map(({ check }) => check)
  return checks.length === 0
    ? []
    : [`${many(checks.length, 'check')} of level MUST not tested on ${endpoint.name}: ${named(checks)}`]
}

function named(checks: readonly { readonly id: string }[]): string {
  const more = checks.length - mostIds
  const ids = checks.slice(0, mostIds).map(({ id }) => id)
  return `${ids.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function shortened({ checks, stories, exchanges }: Content['leftOut']): string[] {
  const parts = [
    checks > 0 && many(checks, 'check'),
    stories > 0 && `the details of ${many(stories, 'check')}`,
    exchanges > 0 && many(exchanges, 'exchange'),
  ].filter((part) => part !== false)
  if (parts.length === 0) return []
  return [
    `To stay small this page leaves out ${parts.join(', ')}, of the least telling first. conformance.json has all.`,
  ]
}

/** What was judged, and how strictly. */
function circumstances({ run, endpoints }: RunRecord): Markup {
  return facts([
    ...endpoints.map((endpoint) => [endpoint.name, `at ${clip(whereOf(endpoint), 300)}`] as const),
    ['gate', run.failOn],
    ...(run.shard ? [['shard', `${run.shard.index} of ${run.shard.of}`] as const] : []),
    ...(run.baseline ? [['baseline', run.baseline.file] as const] : []),
  ])
}

/** What it takes to know the run again. */
export function renderFoot({ run, suite }: RunRecord): Markup {
  return html`<footer>${facts([
    ['suite', `${suite.name} ${suite.version}`],
    ['seed', String(run.seed)],
    ['started', run.startedAt],
    ['took', duration(Date.parse(run.finishedAt) - Date.parse(run.startedAt))],
    ['run', run.id],
    ['catalogue', suite.catalogue],
  ])}</footer>`
}

function facts(list: readonly (readonly [name: string, value: string])[]): Markup {
  return html`<dl class="circumstances">${list.map(
    ([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`,
  )}</dl>`
}
