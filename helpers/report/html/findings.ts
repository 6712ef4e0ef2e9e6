import { groupBy } from '../../group-by.ts'
import { checksOf, type JudgedCheck } from '../../record/checks-of.ts'
import { many } from '../../record/counts.ts'
import type { EndpointRecord, RunRecord } from '../../record/record.ts'
import type { Verdict } from '../../verdict/verdict.ts'
import { type Finding, findingsOf, headlineOf, sumOf } from '../causes.ts'
import { acceptance } from '../explain.ts'
import type { Markup } from '../markup.ts'
import { renderAgainst } from './against.ts'
import { clip, html } from './markup.ts'
import { anchorOf, linkTo } from './outline.ts'
import { sign } from './sign.ts'

/** So many findings of an endpoint, and checks of a finding, are named; all of them stand further down. */
const most = 25

/** Characters of what was expected and seen, in brief: the story of the check has more. */
const briefly = 300

/**
 * What is wrong, one cause at a time with the checks that it touches and what follows from them; then what could not be
 * judged or is known, and why. Findings are numbered through all endpoints.
 */
export function renderFindings({ endpoints }: RunRecord): Markup {
  let first = 1
  const parts = endpoints.map((endpoint) => {
    const findings = findingsOf(endpoint)
    const part = renderEndpoint(endpoint, findings, first)
    first += Math.min(findings.length, most)
    return part
  })
  return html`<section class="findings" aria-labelledby="findings"><h2 id="findings" tabindex="-1">Findings</h2>
${first === 1 && html`<p>No check found a mistake.</p>`}
${parts}</section>`
}

function renderEndpoint(
  endpoint: EndpointRecord,
  findings: readonly Finding[],
  first: number,
): Markup | undefined {
  const others = excused(endpoint)
  if (findings.length === 0 && others.length === 0) return undefined
  const sum = sumOf(findings)
  return html`<div class="of"><h3>${endpoint.name}${sum !== undefined && html` <small>${sum}</small>`}</h3>
${findings.length > 0 && html`<ol start="${first}">${findings.slice(0, most).map((finding, at) => renderFinding(endpoint, finding, first + at))}</ol>`}
${more(findings)}
${others.length > 0 && html`<ul class="excused">${others.slice(0, most).map((entry) => renderExcused(endpoint, entry))}</ul>`}
${more(others)}</div>`
}

function renderFinding(endpoint: EndpointRecord, finding: Finding, number: number): Markup {
  const { checks, consequences } = finding
  const [{ check, requirement }] = checks
  const { verdict, repeat } = check
  return html`<li class="entry finding" id="finding-${number}" tabindex="-1"${about(endpoint, checks[0])}><p>${sign(verdict)} <b class="${verdict}">${verdict}</b> ${clip(headlineOf(finding) ?? check.reason ?? check.title, 400)}</p>
<dl class="facts">${renderAgainst(check, briefly)}${
    repeat !== undefined && html`<dt>repeat</dt><dd class="repeat">${clip(repeat, briefly)}</dd>`
  }<dt>duty</dt><dd>${requirement.id} <small>${requirement.level}</small></dd></dl>
${renderChecks(endpoint, checks, verdict)}
${consequences.length > 0 && html`<p>Consequences:</p>${renderChecks(endpoint, consequences, verdict)}`}</li>
`
}

/** Checks that failed nothing, and are reported together under one sentence. */
interface Excused {
  readonly sentence: string
  readonly verdict: Verdict
  readonly checks: readonly JudgedCheck[]
}

function excused(endpoint: EndpointRecord): Excused[] {
  return (['inconclusive', 'not-tested', 'known-failing'] as const).flatMap((verdict) => {
    const checks = checksOf(endpoint).filter(({ check }) => check.verdict === verdict)
    return [...groupBy(checks, reasonOf)].map(([sentence, same]) => ({ sentence, verdict, checks: same }))
  })
}

function reasonOf({ check: { listed, reason, verdict } }: JudgedCheck): string {
  if (!listed) return reason ?? verdict
  return `${listed.flaky ? 'flaky: ' : ''}${acceptance(listed)}`
}

function renderExcused(endpoint: EndpointRecord, { sentence, verdict, checks }: Excused): Markup {
  const [first] = checks
  return html`<li class="entry"${first && about(endpoint, first)}><p>${sign(verdict)} <b class="${verdict}">${verdict}</b> ${clip(sentence, 400)}</p>${renderChecks(endpoint, checks, verdict)}</li>
`
}

/** What the filters go by. */
function about({ name }: EndpointRecord, { check, requirement }: JudgedCheck): Markup {
  return html` data-endpoint="${name}" data-verdict="${check.verdict}" data-level="${requirement.level}"`
}

/** A line for each check; one that came to something else than what they stand under says so. */
function renderChecks(endpoint: EndpointRecord, checks: readonly JudgedCheck[], verdict: Verdict): Markup {
  const links = checks.slice(0, most).map(({ check }) => {
    const href = linkTo({ anchor: anchorOf(endpoint, check.id) })
    return html`<li><a class="id" href="${href}">${check.id}</a> ${clip(check.title, 300)}${check.verdict !== verdict && html` (${check.verdict})`}</li>`
  })
  return html`<ul>${links}</ul>${more(checks)}`
}

function more(list: readonly unknown[]): Markup | undefined {
  if (list.length <= most) return undefined
  return html`<p class="left-out">and ${many(list.length - most, 'more', 'more')}, further down</p>`
}
