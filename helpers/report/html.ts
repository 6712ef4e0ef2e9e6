import type { RunRecord } from '../record/record.ts'
import { contentOf } from './html/content.ts'
import { renderEndpoint } from './html/duties.ts'
import { renderFilters } from './html/filters.ts'
import { renderFindings } from './html/findings.ts'
import { renderPage } from './html/frame.ts'
import { renderFoot, renderHead } from './html/head.ts'
import { scaleSheet } from './html/latency.ts'
import { html } from './html/markup.ts'
import { itemsOf, outlineOf } from './html/outline.ts'
import { renderPicture } from './html/picture.ts'
import { shapeSheet } from './html/sign.ts'
import { renderTraffic } from './html/traffic.ts'

/** Renders the record as one page that needs nothing else. */
export function renderHtml(record: RunRecord): string {
  const outlines = outlineOf(record)
  const items = itemsOf(outlines)
  const content = contentOf(items)
  return renderPage({
    title: `${record.verdict}: ${record.endpoints.map(({ name }) => name).join(', ')}`,
    script: true,
    body: html`<a class="skip" href="#findings">Skip to the findings</a>
${shapeSheet()}${scaleSheet()}
<main>
${renderHead(record, content.leftOut)}
${renderFilters(items)}
<div class="overview">
${renderFindings(record)}
${renderPicture(outlines)}
</div>
${renderTraffic(record.endpoints)}
${outlines.map((outline) => renderEndpoint(outline, content))}
</main>
${renderFoot(record)}`,
  })
}
