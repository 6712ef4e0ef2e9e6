import type { Exchange } from '../../target/exchange.ts'
import { acceptance } from '../explain.ts'
import type { Markup } from '../markup.ts'
import { command, renderExchange } from './exchange.ts'
import { latencyDot, timeline } from './latency.ts'
import { brief, clip, html, many } from './markup.ts'
import { type Item, linkTo } from './outline.ts'
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
  const { verdict, seen, reason } = check
  if (seen !== undefined) return html`<small>saw ${brief(seen, 160)}</small>`
  if (reason === undefined || verdict === 'pass') return undefined
  return html`<small>${brief(reason, 200)}</small>`
}

/** What a check that did not pass has to tell, with the exchange that shows it. */
export function renderStory(item: Item): Markup {
  const { check } = item
  const { expected, seen, reason, counterexample, repeat, listed } = check
  const telling = check.exchanges?.at(-1)
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['expected', expected],
    ['saw', seen],
    ['reason', expected === undefined ? reason : undefined],
    [listed?.flaky ? 'flaky' : 'known', listed && acceptance(listed)],
    ['case', counterexample?.payload],
    ['seed', counterexample && `${counterexample.seed}, path ${counterexample.path}`],
  ]
  return html`<dl class="facts"><dt>check</dt><dd><a class="id" href="${linkTo(item)}">${item.anchor}</a></dd>${facts.map(
    ([name, value]) =>
      value !== undefined && html`<dt>${name}</dt><dd class="${name}">${clip(value, longestText)}</dd>`,
  )}</dl>
${telling && renderExchange(telling, true)}
${repeat !== undefined && command('repeat', repeat)}`
}

/** A page shows so many of the exchanges before the telling one, the last ones. */
const mostBefore = 20

/** The exchanges before the telling one, as far as a page shows them. */
export function exchangesBefore({ check }: Item): readonly Exchange[] {
  return (check.exchanges ?? []).slice(-1 - mostBefore, -1)
}

/** The exchanges that came before the telling one, and all of them in time. */
export function renderBefore(item: Item): Markup {
  const before = exchangesBefore(item)
  return html`<div class="before"><h5>${many(before.length, 'exchange')} before it</h5>
${timeline([...before, ...(item.check.exchanges ?? []).slice(-1)])}
${before.map((exchange) => renderExchange(exchange, false))}</div>`
}
