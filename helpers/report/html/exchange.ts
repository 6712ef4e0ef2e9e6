import type { Exchange } from '../../target/exchange.ts'
import type { Markup } from '../markup.ts'
import { cameOf, type Part } from '../story.ts'
import { duration } from './latency.ts'
import { clip, html } from './markup.ts'
import { setOut } from './set-out.ts'

/** Characters of a body, or of a command line, that the page shows. */
const longestBody = 8_192

/** One exchange: request and answer side by side, and the command line that sends it again. */
export function renderExchange({ exchange, nth, when }: Part, open: boolean): Markup {
  const { request, answer, curl, milliseconds } = exchange
  const came = cameOf(exchange)
  const label = when === 'telling' ? String(nth) : `${nth}, ${when}`
  return html`<details class="exchange"${open && html` open`}>
<summary><small>${label}</small> <b>${request.method}</b> <code>${clip(pathOf(request.url), 200)}</code> <span class="came">→ ${clip(came, 200)}</span> <span class="took">${duration(milliseconds)}</span></summary>
<div class="sides">
<div><h4>Request</h4><pre tabindex="0" aria-label="Request">${request.method} ${clip(request.url, 2_000)}${headers(request.headers)}${body(request.body)}</pre></div>
<div><h4>Answer</h4><pre tabindex="0" aria-label="Answer">${came}${headers(answer?.headers ?? [])}${body(answer?.body)}</pre></div>
</div>
${command('curl', curl)}
</details>`
}

/** A line to copy: one click selects it all, and the script adds a button to one that is there in full. */
export function command(name: string, line: string): Markup {
  return html`<div class="command${line.length > longestBody && ' cut'}"><h4>${name}</h4><pre tabindex="0" aria-label="${name}">${clip(line, longestBody)}</pre></div>`
}

function headers(list: Exchange['request']['headers']): Markup[] {
  return list.map(
    ([name, value]) => html`
<i>${name}:</i> ${clip(value, 2_000)}`,
  )
}

function body(text: string | undefined): Markup | undefined {
  if (!text) return undefined
  return html`

${setOut(clip(text, longestBody))}`
}

function pathOf(url: string): string {
  return url.replace(/^https?:\/\/[^/]*/, '')
}
