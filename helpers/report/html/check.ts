import { many } from '../../record/counts.ts'
import { acceptance } from '../explain.ts'
import type { Markup } from '../markup.ts'
import { type Part, storyOf } from '../story.ts'
import { renderAgainst } from './against.ts'
import { command, renderExchange } from './exchange.ts'
import { latencyDot, timeline } from './latency.ts'
import { brief, clip, html } from './markup.ts'
import { anchorOf, type Item, linkTo } from './outline.ts'
import { sign } from './sign.ts'

/** Characters of a text that a page shows of it. */
const longestText = 2_000

/** The line of a check: what it came to, its title, its id and how long it took. What can be opened holds no link. */
export function renderLine(item: Item): Markup {
  const { check } = item
  const id =
    check.verdict === 'pass'
      ? html`<a class="id" href="${linkTo(item)}">${check.id}</a>`
      : html`<span class="id">${check.id}</span>`
  return html`${sign(check.verdict)}<span class="title"><span class="unseen">${check.verdict}: </span>${clip(check.title, 300)}${inBrief(item)}</span>
${id}${latencyDot(check.milliseconds)}`
}

/** What a line says without being opened. */
function inBrief({ check }: Item): Markup | undefined {
  const { verdict, seen, reason, because } = check
  const said = seen === undefined ? reason && brief(reason, 200) : `saw ${brief(seen, 160)}`
  if (!said) return undefined
  if (verdict === 'pass') return html`<small>pass: ${said}</small>`
  return html`<small>${because?.[0] !== undefined && `follows from ${because[0]}; `}${said}</small>`
}

/** What a check that did not pass has to tell, with the exchange that shows it. */
export function renderStory(item: Item): Markup {
  const { check } = item
  const { expected, reason, counterexample, repeat, listed } = check
  const { telling } = storyOf(check)
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['reason', expected === undefined ? reason : undefined],
    [listed?.flaky ? 'flaky' : 'known', listed && acceptance(listed)],
    ['case', counterexample?.payload],
    ['seed', counterexample && `${counterexample.seed}, path ${counterexample.path}`],
  ]
  return html`<dl class="facts"><dt>check</dt><dd><a class="id" href="${linkTo(item)}">${item.anchor}</a></dd>${renderRoots(item)}${renderAgainst(check, longestText)}${facts.map(
    ([name, value]) =>
      value !== undefined &&
      html`<dt>${name}</dt><dd class="${name}" dir="auto">${clip(value, longestText)}</dd>`,
  )}</dl>
${telling.map((part) => renderExchange(part, true))}
${repeat !== undefined && command('repeat', repeat)}`
}

/** The findings that explain a check, with the way to each. */
function renderRoots({ endpoint, check: { because } }: Item): Markup | undefined {
  if (!because) return undefined
  const links = because.map(
    (id) => html`<a class="id" href="${linkTo({ anchor: anchorOf(endpoint, id) })}">${id}</a> `,
  )
  return html`<dt>follows from</dt><dd>${links}</dd>`
}

/** A page shows so many of the exchanges that do not tell of the violation, the last ones. */
const mostOthers = 20

/** The exchanges that do not tell of the violation themselves, as far as a page shows them. */
export function otherExchanges({ check }: Item): readonly Part[] {
  return storyOf(check).others.slice(-mostOthers)
}

/** The exchanges earlier than the telling ones, beside them and afterwards, and all of them in time. */
export function renderOthers(item: Item): Markup {
  const others = otherExchanges(item)
  const all = [...others, ...storyOf(item.check).telling].map(({ exchange }) => exchange)
  return html`<div class="before"><h4>${many(others.length, 'other exchange')}</h4>
${timeline(all)}
${others.map((part) => renderExchange(part, false))}</div>`
}
