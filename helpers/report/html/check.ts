import { command, renderExchange } from './exchange.ts'
import { latencyDot, timeline } from './latency.ts'
import { brief, clip, type Html, html, many } from './markup.ts'
import { type Item, linkTo } from './outline.ts'
import { sign } from './sign.ts'

/** Characters of a text that a page shows of it. */
const longestText = 2_000

/** The line of a check: what it came to, its title, its id as a link to it, and how long it took. */
export function renderLine(item: Item): Html {
  const { check } = item
  return html`${sign(check.verdict)}<span class="title"><span class="unseen">${check.verdict}: </span>${clip(check.title, 300)}${inBrief(item)}</span>
<a class="id" href="${linkTo(item)}">${check.id}</a>${latencyDot(check.milliseconds)}`
}

/** What a line says without being opened. */
function inBrief({ check }: Item): Html | undefined {
  const { verdict, seen, reason } = check
  if (seen !== undefined) return html`<small>saw ${brief(seen, 160)}</small>`
  if (reason === undefined || verdict === 'pass') return undefined
  return html`<small>${brief(reason, 200)}</small>`
}

/** What a check that did not pass has to tell, with the exchange that shows it. */
export function renderStory({ check }: Item): Html {
  const { expected, seen, reason, counterexample, repeat } = check
  const telling = check.exchanges?.at(-1)
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['expected', expected],
    ['saw', seen],
    ['reason', expected === undefined ? reason : undefined],
    ['payload', counterexample?.payload],
    ['seed', counterexample && `${counterexample.seed}, path ${counterexample.path}`],
  ]
  return html`<dl class="facts">${facts.map(
    ([name, value]) =>
      value !== undefined && html`<dt>${name}</dt><dd class="${name}">${clip(value, longestText)}</dd>`,
  )}</dl>
${telling && renderExchange(telling, true)}
${repeat !== undefined && command('repeat', repeat)}`
}

/** The exchanges that came before the telling one, and all of them in time. */
export function renderBefore({ check: { exchanges = [] } }: Item): Html {
  const before = exchanges.slice(0, -1)
  return html`<div class="before"><h5>${many(before.length, 'exchange')} before it</h5>
${timeline(exchanges)}
${before.map((exchange) => renderExchange(exchange, false))}</div>`
}
