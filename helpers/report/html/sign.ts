import type { Conformance } from '../../verdict/conformance.ts'
import type { Verdict } from '../../verdict/verdict.ts'
import type { Markup } from '../markup.ts'
import { html, verbatim } from './markup.ts'

/** A shape for each verdict, on a square of 16: colour never stands alone, on paper and for any eye. */
const shapes: Readonly<Record<Verdict, string>> = {
  pass: '<circle cx="8" cy="8" r="5"/>',
  fail: '<path d="M1 1h14v14H1zM4.2 5.6 6.6 8l-2.4 2.4 1.4 1.4L8 9.4l2.4 2.4 1.4-1.4L9.4 8l2.4-2.4-1.4-1.4L8 6.6 5.6 4.2z" fill-rule="evenodd"/>',
  inconclusive: '<path d="M8 0 16 8 8 16 0 8zM7.1 9.2h1.8V4H7.1zm0 2.8h1.8v-1.7H7.1z" fill-rule="evenodd"/>',
  'known-failing':
    '<path d="M1.5 1.5h13v13h-13z" fill="none" stroke="currentColor" stroke-width="2"/><path d="M5 5l6 6m0-6-6 6" stroke="currentColor" stroke-width="2"/>',
  warn: '<path d="M8 1 16 15H0zM7.1 10h1.8V5.5H7.1zm0 3h1.8v-1.7H7.1z" fill-rule="evenodd"/>',
  'not-tested':
    '<circle cx="8" cy="8" r="4.5" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2.4 1.6"/>',
}

/** The shapes, once for the whole page. */
export function shapeSheet(): Markup {
  const symbols = Object.entries(shapes).map(
    ([verdict, shape]) => html`<symbol id="shape-${verdict}" viewBox="0 0 16 16">${verbatim(shape)}</symbol>`,
  )
  return html`<svg class="unseen" width="0" height="0" aria-hidden="true">${symbols}</svg>`
}

/** The shape of a verdict in its colour; the word stands beside it, or in the label of what holds it. */
export function sign(verdict: Verdict): Markup {
  return html`<svg class="sign ${verdict}" width="14" height="14" aria-hidden="true"><use href="#shape-${verdict}"/></svg>`
}

/** The verdict whose shape stands for what a whole run came to. */
export const shapeOf: Readonly<Record<Conformance, Verdict>> = {
  conformant: 'pass',
  partial: 'not-tested',
  'not-conformant': 'fail',
  inconclusive: 'inconclusive',
}
