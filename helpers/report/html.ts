import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../package-root.ts'
import { contentOf } from './html/content.ts'
import { renderEndpoint } from './html/duties.ts'
import { renderFilters } from './html/filters.ts'
import { renderFindings } from './html/findings.ts'
import { renderHead } from './html/head.ts'
import { scaleSheet } from './html/latency.ts'
import { html, verbatim } from './html/markup.ts'
import { itemsOf, outlineOf } from './html/outline.ts'
import { renderPicture } from './html/picture.ts'
import { shapeSheet } from './html/sign.ts'
import type { RunRecord } from './record.ts'

/**
 * Renders the record as one page that needs nothing else. Its own style and script, known by their digests, are all that
 * it may load and run: what a server sent could do neither, even where it was not escaped.
 */
export function renderHtml(record: RunRecord): string {
  const [style, script] = [asset('page.css'), asset('page.js')]
  const policy = [
    "default-src 'none'",
    `style-src ${digest(style)}`,
    `script-src ${digest(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  const outlines = outlineOf(record)
  const items = itemsOf(outlines)
  const content = contentOf(items)
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${record.verdict}: ${record.endpoints.map(({ name }) => name).join(', ')}</title>
<style>${verbatim(style)}</style>
</head>
<body>
${shapeSheet()}${scaleSheet()}
<main>
${renderHead(record, content.leftOut)}
${renderPicture(outlines)}
${renderFindings(record)}
${renderFilters(items)}
${outlines.map((outline) => renderEndpoint(outline, content))}
</main>
<script>${verbatim(script)}</script>
</body>
</html>
`
  return page.toString()
}

/** A file that the page holds as it is. */
function asset(name: string): string {
  return readFileSync(join(packageRoot, 'helpers', 'report', 'html', name), 'utf8')
}

function digest(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
