import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../package-root.ts'
import type { Markup, Part } from '../markup.ts'
import { html, verbatim } from './markup.ts'

/** What stands on a page of its own. */
interface Page {
  readonly title: string
  readonly body: Part
  /** Whether the script of the report belongs to it. */
  readonly script?: true
}

/**
 * One page that needs nothing else. Its own style and script, known by their digests, are all that it may load and run:
 * what a server sent could do neither, even where it was not escaped.
 */
export function renderPage({ title, body, script: hasScript }: Page): string {
  const style = asset('page.css')
  const script = hasScript && asset('page.js')
  const policy = [
    "default-src 'none'",
    `style-src ${digest(style)}`,
    ...(script ? [`script-src ${digest(script)}`] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  const page: Markup = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${verbatim(style)}</style>
</head>
<body>
${body}
${script && html`<script>${verbatim(script)}</script>`}
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
