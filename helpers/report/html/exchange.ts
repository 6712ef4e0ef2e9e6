import type { Exchange } from '../../target/exchange.ts'
import type { Markup } from '../markup.ts'
import { duration } from './latency.ts'
import { clip, html } from './markup.ts'
import { setOut } from './set-out.ts'

/** Characters of a body, or of a command line, that the page shows. */
const longestBody = 8_192

/** One exchange: request and answer side by side, and the command line that sends it again. */
export function renderExchange(exchange: Exchange, open: boolean): Markup {
  const { request, answer, failure, curl, milliseconds } = exchange
  const came = answer ? String(answer.status) : (failure?.message ?? 'no answer')
  return html`<details class="exchange"${open && html` open`}>
<summary><b>${request.method}</b> <code>${clip(pathOf(request.url), 200)}</code> <span class="came">→ ${clip(came, 200)}</span> <span class="took">${duration(milliseconds)}</span></summary>
<div class="sides">
<div><h5>Request</h5><pre tabindex="0" aria-label="Request">${request.method} ${clip(request.url, 2_000)}${headers(request.headers)}${body(request.body)}</pre></div>
<div><h5>Answer</h5><pre tabindex="0" aria-label="Answer">${came}${headers(answer?.headers ?? [])}${body(answer?.body)}</pre></div>
</div>
${command('curl', curl)}
</details>`
}

/** A line to copy: one click selects it all. */
export function command(name: string, line: string): Markup {
  return html`<div class="command"><h5>${name}</h5><pre tabindex="0" aria-label="${name}">${clip(line, longestBody)}</pre></div>`
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
