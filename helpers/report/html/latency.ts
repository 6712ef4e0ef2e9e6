import type { Exchange } from '../../target/exchange.ts'
import type { Markup } from '../markup.ts'
import { html } from './markup.ts'

/** A decade of milliseconds is this wide; 1 ms stands at the left end, 10 s at the right one. */
const decade = 16
const decades = 4

/** The lines of the scale, once for the whole page: 1 ms, 10 ms, 100 ms, 1 s, 10 s. */
export function scaleSheet(): Markup {
  const lines = Array.from({ length: decades + 1 }, (_, at) => `M${at * decade + 2.5} 0v14`).join('')
  return html`<svg class="unseen" width="0" height="0" aria-hidden="true"><path id="scale" fill="none" stroke="gray" d="${lines}"/></svg>`
}

/** A dot on a logarithmic scale: dots under one another make a plot of all checks. */
export function latencyDot(milliseconds: number): Markup {
  const at = Math.min(Math.max(Math.log10(Math.max(milliseconds, 1)), 0), decades) * decade + 2.5
  return html`<svg class="dot" width="69" height="14" viewBox="0 0 69 14" aria-hidden="true"><use href="#scale"/><circle cx="${at.toFixed(1)}" cy="7" r="2.5"/></svg><span class="took">${duration(milliseconds)}</span>`
}

/** The exchanges of a check in time: when each was sent, and how long it took. The last of the list is the telling one. */
export function timeline(exchanges: readonly Exchange[]): Markup {
  const starts = exchanges.map(({ startedAt }) => Date.parse(startedAt))
  const first = Math.min(...starts)
  const whole = Math.max(
    ...exchanges.map(({ milliseconds }, at) => (starts[at] ?? 0) - first + milliseconds),
    1,
  )
  const bars = exchanges.map(({ milliseconds }, at) => {
    const x = (((starts[at] ?? 0) - first) / whole) * 400
    const width = Math.max((milliseconds / whole) * 400, 2)
    const telling = at === exchanges.length - 1 && 'telling'
    return html`<rect class="${telling}" x="${x.toFixed(1)}" y="${at * 8 + 1}" width="${width.toFixed(1)}" height="6"/>`
  })
  const said = `${exchanges.length} exchanges within ${duration(whole)}; the one that shows this took ${duration(exchanges.at(-1)?.milliseconds ?? 0)}`
  return html`<figure class="timeline"><svg width="402" height="${exchanges.length * 8}" viewBox="0 0 402 ${exchanges.length * 8}" role="img" aria-label="${said}">${bars}</svg><figcaption>${said}</figcaption></figure>`
}

export function duration(milliseconds: number): string {
  if (milliseconds >= 10_000) return `${(milliseconds / 1_000).toFixed(0)} s`
  if (milliseconds >= 1_000) return `${(milliseconds / 1_000).toFixed(1)} s`
  return `${milliseconds < 10 ? milliseconds.toFixed(1) : milliseconds.toFixed(0)} ms`
}
