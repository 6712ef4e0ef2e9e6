import { many } from '../../record/counts.ts'
import type { Markup } from '../markup.ts'
import { type Content, exchangesLeftOut } from './content.ts'
import { brief, clip, html, prose } from './markup.ts'
import { type Behaviour, type Duty, type Item, linkTo, type Outline } from './outline.ts'
import { sign } from './sign.ts'

/** All that was judged at an endpoint: behaviour by behaviour, each requirement with its checks. */
export function renderEndpoint({ endpoint, behaviours }: Outline, content: Content): Markup {
  return html`<section class="endpoint" data-endpoint="${endpoint.name}" aria-labelledby="of-${endpoint.name}">
<h2 id="of-${endpoint.name}">${endpoint.name} <small>${clip(endpoint.title, 200)}</small></h2>
<div class="scale" aria-hidden="true"><span>1 ms</span><span>10 s</span></div>
${behaviours.map((behaviour) => renderBehaviour(behaviour, content))}
</section>`
}

function renderBehaviour({ name, duties }: Behaviour, content: Content): Markup {
  return html`<section class="behaviour"><h3>${name}</h3>
${duties.map((duty) => renderDuty(duty, content))}
</section>`
}

/** Open where something is wrong, so that paper and a reader without scripts see it. */
function renderDuty({ anchor, requirement, verdict, checks, elsewhere }: Duty, content: Content): Markup {
  const { id, level, basis, duty, source } = requirement
  const listed = checks.filter((item) => content.lines.has(item))
  const missing = checks.length - listed.length
  return html`<details class="duty" id="${anchor}" data-level="${level}"${verdict !== 'pass' && html` open`}>
<summary>${sign(verdict)}<span class="unseen">${verdict}: </span><span class="level">${level}</span> <span class="sentence">${prose(clip(duty, 600))}</span> <span class="count">${many(checks.length + elsewhere.length, 'check')}</span></summary>
<p class="source"><a href="${linkTo({ anchor })}">${id}</a> · ${basis} · ${clip(`${source.document}, ${source.section}`, 400)}</p>
<ul>${listed.map((item) => renderItem(item, content))}</ul>
${missing > 0 && html`<p class="left-out">${many(missing, 'check')} left out here; conformance.json has them.</p>`}
${elsewhere.length > 0 && html`<p class="source">also judged by ${elsewhere.map((item) => html`<a href="${linkTo(item)}">${item.check.id}</a> `)}</p>`}
</details>`
}

function renderItem(item: Item, content: Content): Markup {
  const { cause } = item.check
  const line = content.lines.get(item)
  const story = content.stories.get(item)
  const inner = story
    ? html`<details><summary class="line">${line}</summary><div class="story">${story}${content.before.get(item)}${leftOut(item, content)}</div></details>`
    : html`<div class="line">${line}</div>`
  return html`<li class="check" id="${item.anchor}" data-verdict="${item.check.verdict}"${cause !== undefined && html` data-cause="${brief(cause, 200)}"`}>${inner}</li>
`
}

function leftOut(item: Item, content: Content): Markup | undefined {
  const count = exchangesLeftOut(item, content)
  if (count === 0) return undefined
  return html`<p class="left-out">${many(count, 'exchange')} left out here; conformance.json has them.</p>`
}
