import { verdicts } from '../../verdict/verdict.ts'
import type { Markup } from '../markup.ts'
import { html } from './markup.ts'
import type { Item } from './outline.ts'
import { sign } from './sign.ts'

/** Search and filters; shown by the script that serves them. Nothing chosen in a group means all of it. */
export function renderFilters(items: readonly Item[]): Markup {
  const verdictsHere = verdicts.filter((verdict) => items.some(({ check }) => check.verdict === verdict))
  const levelsHere = (['MUST', 'SHOULD', 'INFERRED'] as const).filter((level) =>
    items.some(({ requirement }) => requirement.level === level),
  )
  const endpointsHere = [...new Set(items.map(({ endpoint }) => endpoint.name))]
  return html`<form id="filters" role="search" aria-label="Checks" hidden>
<input type="search" id="words" placeholder="Search checks  /" aria-label="Search checks" aria-keyshortcuts="/" autocomplete="off" spellcheck="false">
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
<output id="shown" aria-live="polite"></output>
<button type="button" id="open-all">open all</button><button type="button" id="close-all">close all</button>
</form>`
}

function group(name: string, choices: readonly (readonly [value: string, label: Markup])[]): Markup {
  return html`<fieldset><legend class="unseen">${name}</legend>${choices.map(
    ([value, label]) =>
      html`<label><input type="checkbox" name="${name}" value="${value}"><span>${label}</span></label>`,
  )}</fieldset>`
}
