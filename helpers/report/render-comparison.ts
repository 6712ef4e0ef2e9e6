import { isViolation } from '../diagnosis/diagnose.ts'
import { oneLine } from '../printable.ts'
import type { CheckRecord } from '../record/record.ts'
import { type Change, type Comparison, kinds } from './compare.ts'
import { renderPage } from './html/frame.ts'
import { html } from './html/markup.ts'
import { shapeSheet, sign } from './html/sign.ts'
import { cell, plain, table } from './markdown.ts'
import type { Markup } from './markup.ts'

/** What a comparison can be shown as: a line each, Markdown, or a page. */
export const comparisonFormats = {
  text: renderLines,
  md: renderMarkdown,
  html: renderHtml,
} satisfies Readonly<Record<string, (comparison: Comparison) => string>>

/** A line for each change, and what they come to. */
function renderLines({ changes, ...comparison }: Comparison): string {
  const lines = changes.map(({ kind, name, before, after }) =>
    oneLine(`${kind}: ${name}: ${state(before)}, then ${state(after)}`),
  )
  return [...lines, sumOf({ changes, ...comparison }), ''].join('\n')
}

function renderMarkdown(comparison: Comparison): string {
  const { changes } = comparison
  const rows = changes.map(({ kind, name, before, after }) => [
    kind,
    cell(name),
    cell(state(before)),
    cell(state(after)),
  ])
  const blocks = [
    `# ${plain(sumOf(comparison))}`,
    ...(rows.length > 0 ? [table([['', 'check', 'before', 'after'], ...rows])] : []),
  ]
  return `${blocks.join('\n\n')}\n`
}

function renderHtml(comparison: Comparison): string {
  const shape = comparison.worse ? 'fail' : 'pass'
  return renderPage({
    title: sumOf(comparison),
    body: html`${shapeSheet()}
<main>
<header><h1 class="${shape}">${sign(shape)} ${comparison.worse ? 'Worse' : 'Not worse'}</h1>
<p>${countsOf(comparison)}</p></header>
${kinds.map((kind) =>
  renderKind(
    kind,
    comparison.changes.filter((change) => change.kind === kind),
  ),
)}
</main>`,
  })
}

function renderKind(kind: string, changes: readonly Change[]): Markup | undefined {
  if (changes.length === 0) return undefined
  return html`<section class="changes"><h2>${kind}</h2>
<div class="wide"><table>
<thead><tr><th scope="col">check</th><th scope="col">before</th><th scope="col">after</th></tr></thead>
<tbody>${changes.map(
    ({ name, before, after }) =>
      html`<tr><th scope="row" class="id">${name}</th>${renderState(before)}${renderState(after)}</tr>
`,
  )}</tbody>
</table></div></section>`
}

function renderState(check: CheckRecord | undefined): Markup {
  return html`<td>${check && sign(check.verdict)} ${state(check)}</td>`
}

function sumOf(comparison: Comparison): string {
  return `${comparison.worse ? 'worse' : 'not worse'}: ${countsOf(comparison)}`
}

function countsOf({ changes }: Comparison): string {
  const counts = kinds.flatMap((kind) => {
    const count = changes.filter((change) => change.kind === kind).length
    return count > 0 ? [`${count} ${kind}`] : []
  })
  return counts.length > 0 ? counts.join(', ') : 'nothing changed'
}

function state(check: CheckRecord | undefined): string {
  if (!check) return 'not there'
  return isViolation(check) ? `${check.verdict} (${check.cause ?? check.reason})` : check.verdict
}
