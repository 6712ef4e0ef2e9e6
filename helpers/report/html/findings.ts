import type { Verdict } from '../../verdict/verdict.ts'
import { findingsOf } from '../causes.ts'
import { checksOf, groupBy, type JudgedCheck } from '../checks-of.ts'
import { acceptance } from '../explain.ts'
import type { Markup } from '../markup.ts'
import type { EndpointRecord, RunRecord } from '../record.ts'
import { clip, html, many } from './markup.ts'
import { anchorOf, linkTo } from './outline.ts'
import { sign } from './sign.ts'

/** So many causes of an endpoint, and checks of a cause, are named; all of them stand further down. */
const most = 25

/** Checks that are told of together, under one sentence. */
interface Entry {
  readonly sentence: string
  readonly verdict: Verdict
  readonly checks: readonly JudgedCheck[]
}

/** What is wrong, one cause at a time with the checks that it touches; then what could not be judged or is known, and why. */
export function renderFindings({ endpoints }: RunRecord): Markup | undefined {
  const lists = endpoints.flatMap((endpoint) => {
    const entries = [...wrong(endpoint), ...excused(endpoint)]
    return entries.length > 0 ? [renderList(endpoint, entries)] : []
  })
  if (lists.length === 0) return undefined
  return html`<section class="findings" aria-labelledby="findings"><h2 id="findings">Findings</h2>
${lists}</section>`
}

function wrong(endpoint: EndpointRecord): Entry[] {
  return findingsOf(endpoint).map(({ cause, checks }) => {
    const [{ check }] = checks
    return { sentence: cause ?? check.reason ?? check.title, verdict: check.verdict, checks }
  })
}

function excused(endpoint: EndpointRecord): Entry[] {
  return (['inconclusive', 'not-tested', 'known-failing'] as const).flatMap((verdict) => {
    const checks = checksOf(endpoint).filter(({ check }) => check.verdict === verdict)
    return [...groupBy(checks, reasonOf)].map(([sentence, same]) => ({ sentence, verdict, checks: same }))
  })
}

function reasonOf({ check: { listed, reason, verdict } }: JudgedCheck): string {
  if (!listed) return reason ?? verdict
  return `${listed.flaky ? 'flaky: ' : ''}${acceptance(listed)}`
}

function renderList(endpoint: EndpointRecord, entries: readonly Entry[]): Markup {
  return html`<h3>${endpoint.name}</h3>
<ol>${entries.slice(0, most).map((entry) => renderEntry(endpoint, entry))}</ol>
${more(entries)}`
}

function renderEntry(endpoint: EndpointRecord, { sentence, verdict, checks }: Entry): Markup {
  const links = checks.slice(0, most).map(({ check }) => {
    const href = linkTo({ anchor: anchorOf(endpoint, check) })
    return html`<li><a class="id" href="${href}">${check.id}</a> ${clip(check.title, 300)}</li>`
  })
  return html`<li>${sign(verdict)}<div><p><b class="${verdict}">${verdict}</b> ${clip(sentence, 400)}</p><ul>${links}</ul>${more(checks)}</div></li>
`
}

function more(list: readonly unknown[]): Markup | undefined {
  if (list.length <= most) return undefined
  return html`<p class="left-out">and ${many(list.length - most, 'more', 'more')}, further down</p>`
}
