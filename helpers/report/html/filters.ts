import { verdicts } from '../../verdict/verdict.ts'
import type { Markup } from '../markup.ts'
import { html } from './markup.ts'
import type { Item } from './outline.ts'
import { sign } from './sign.ts'

/** Search, filters and the way from finding to finding; shown by the script that serves them. Nothing chosen in a group means all of it. */
export function renderFilters(items: readonly Item[]): Markup {
  const verdictsHere = verdicts.filter((verdict) => items.some(({ check }) => check.verdict === verdict))
  const levelsHere = (['MUST', 'SHOULD', 'INFERRED'] as const).filter((level) =>
    items.some(({ requirement }) => requirement.level === level),
  )
  const endpointsHere = [...new Set(items.map(({ endpoint }) => endpoint.name))]
  return html`<form id="filters" role="search" aria-label="Findings and checks" hidden>
<input type="search" id="words" name="words" placeholder="Search  /" aria-label="Search findings and checks" aria-keyshortcuts="/" autocomplete="off" spellcheck="false">
<span class="steps"><button type="button" id="previous" aria-keyshortcuts="p" title="previous finding (p)">↑<span class="unseen"> previous finding</span></button><button type="button" id="next" aria-keyshortcuts="n" title="next finding (n)">↓<span class="unseen"> next finding</span></button></span>
<output id="shown" aria-live="polite"></output>
<details id="choices" class="choices"><summary>Filters</summary><div>
${group(
  'verdict',
  verdictsHere.map((verdict) => [verdict, html`${sign(verdict)} ${verdict}`]),
)}
${group(
  'level',
  levelsHere.map((level) => [level, html`${level}`]),
)}
${group(
  'endpoint',
  endpointsHere.map((name) => [name, html`${name}`]),
)}
<span class="steps"><button type="button" id="open-all">open all</button><button type="button" id="close-all">close all</button></span>
</div></details>
</form>`
}

function group(name: string, choices: readonly (readonly [value: string, label: Markup])[]): Markup {
  return html`<fieldset><legend class="unseen">${name}</legend>${choices.map(
    ([value, label]) =>
      html`<label><input type="checkbox" name="${name}" value="${value}"><span>${label}</span></label>`,
  )}</fieldset>`
}
