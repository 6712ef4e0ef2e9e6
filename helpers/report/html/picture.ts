import { type Verdict, verdicts } from '../../verdict/verdict.ts'
import { type Html, html } from './markup.ts'
import { type Behaviour, type Duty, linkTo, type Outline } from './outline.ts'
import { sign } from './sign.ts'

/** The run in one look: behaviours down, endpoints across, a sign for each requirement that leads to it. */
export function renderPicture(outlines: readonly Outline[]): Html {
  const names = [...new Set(outlines.flatMap(({ behaviours }) => behaviours.map(({ name }) => name)))]
  return html`<section class="picture" aria-labelledby="picture"><h2 id="picture">Requirements</h2>
<ul class="legend">${verdicts.toReversed().map((verdict) => html`<li>${sign(verdict)} ${verdict}</li>`)}</ul>
<div class="wide"><table>
<thead><tr><th scope="col">behaviour</th>${outlines.map(({ endpoint }) => html`<th scope="col">${endpoint.name}</th>`)}</tr></thead>
<tbody>${names.map(
    (name) => html`<tr><th scope="row">${name}</th>${outlines.map(({ behaviours }) =>
      cell(behaviours.find((behaviour) => behaviour.name === name)),
    )}</tr>
`,
  )}</tbody>
</table></div></section>`
}

function cell(behaviour: Behaviour | undefined): Html {
  if (!behaviour) return html`<td class="none">–</td>`
  return html`<td>${behaviour.duties.map(mark)}</td>`
}

function mark(duty: Duty): Html {
  const { verdict, requirement } = duty
  const label = `${verdict}: ${requirement.id} (${requirement.level})`
  return html`<a href="${linkTo(duty)}" title="${label}" aria-label="${label}">${sign(verdict)}</a>`
}

/** Counts by verdict, those that passed first; a verdict that nothing came to is not told. */
export function tally(countOf: (verdict: Verdict) => number): Html {
  const order: Verdict[] = ['pass', ...verdicts.filter((verdict) => verdict !== 'pass')]
  return html`<ul class="tally">${order.map(
    (verdict) =>
      countOf(verdict) > 0 && html`<li>${sign(verdict)} <b>${countOf(verdict)}</b> ${verdict}</li>`,
  )}</ul>`
}
