import { many } from '../../record/counts.ts'
import { type Verdict, verdicts } from '../../verdict/verdict.ts'
import type { Markup } from '../markup.ts'
import { whereOf } from '../where.ts'
import { brief, clip, html } from './markup.ts'
import { type Behaviour, type Duty, linkTo, type Outline } from './outline.ts'
import { shapeOf, sign } from './sign.ts'

/** The run in one look: behaviours down, endpoints across, a sign for each requirement that leads to it. */
export function renderPicture(outlines: readonly Outline[]): Markup {
  const names = [...new Set(outlines.flatMap(({ behaviours }) => behaviours.map(({ name }) => name)))]
  return html`<section class="picture" aria-labelledby="picture"><h2 id="picture">Requirements</h2>
<div class="wide"><table>
<thead><tr><td><ul class="legend">${verdicts.toReversed().map((verdict) => html`<li>${sign(verdict)} ${verdict}</li>`)}</ul></td>${outlines.map(column)}</tr></thead>
<tbody>${names.map(
    (name) => html`<tr><th scope="row">${name}</th>${outlines.map(({ behaviours }) =>
      cell(behaviours.find((behaviour) => behaviour.name === name)),
    )}</tr>
`,
  )}</tbody>
</table></div></section>`
}

function column({ endpoint }: Outline): Markup {
  const { name, title, baseUrl, kind, verdict, requests, counts } = endpoint
  return html`<th scope="col"><a class="name" href="#of-${encodeURIComponent(name)}">${name}</a>
<p>${brief(title, 120)}</p>
<p class="${shapeOf[verdict]}">${sign(shapeOf[verdict])} <b>${verdict}</b></p>
${tally((each) => counts[each])}
<p>${many(requests, 'request')} to ${kind === 'mock' ? whereOf(endpoint) : html`<code>${clip(baseUrl, 300)}</code>`}</p></th>`
}

function cell(behaviour: Behaviour | undefined): Markup {
  if (!behaviour) return html`<td class="none">–</td>`
  return html`<td>${behaviour.duties.map(mark)}</td>`
}

function mark(duty: Duty): Markup {
  const { verdict, requirement } = duty
  const label = `${verdict}: ${requirement.id} (${requirement.level})`
  return html`<a class="mark" href="${linkTo(duty)}" title="${label}" aria-label="${label}">${sign(verdict)}</a>`
}

/** Counts by verdict, those that passed first; a verdict that nothing came to is not told. */
export function tally(countOf: (verdict: Verdict) => number): Markup {
  const order: Verdict[] = ['pass', ...verdicts.filter((verdict) => verdict !== 'pass')]
  return html`<ul class="tally">${order.map(
    (verdict) =>
      countOf(verdict) > 0 && html`<li>${sign(verdict)} <b>${countOf(verdict)}</b> ${verdict}</li>`,
  )}</ul>`
}
