import { many } from '../record/counts.ts'
import type { RunRecord } from '../record/record.ts'
import { renderPage } from './html/frame.ts'
import { clip, html, prose } from './html/markup.ts'
import { shapeOf, shapeSheet, sign } from './html/sign.ts'
import { cell, code, plain, table } from './markdown.ts'
import type { Markup } from './markup.ts'
import {
  type TargetCell,
  type TargetColumn,
  type TargetRow,
  type TargetTable,
  targetTables,
} from './targets.ts'

/** What several runs can be shown as, side by side. */
export const targetFormats = {
  md: renderMarkdown,
  html: renderHtml,
} satisfies Readonly<Record<string, (records: readonly RunRecord[]) => string>>

/** So much of a reason stands in a cell; the report of the run itself has all of it. */
const longestWhy = 160

function renderMarkdown(records: readonly RunRecord[]): string {
  const blocks = targetTables(records).flatMap((each) => [
    `# ${plain(each.endpoint)}: ${sumOf(each)}`,
    ...remarksOn(each).map(code),
    ...markdownRows('Differs', each, each.differing),
    ...markdownRows('The same everywhere', each, each.same),
  ])
  return `${blocks.join('\n\n')}\n`
}

function markdownRows(head: string, { targets }: TargetTable, rows: readonly TargetRow[]): string[] {
  if (rows.length === 0) return []
  const heads = targets.map(({ where, at, verdict }) => `${cell(where)} ${plain(at)} **${verdict}**`)
  const body = rows.map(({ id, level, cells }) => [`${cell(id)} (${level})`, ...cells.map(markdownCell)])
  return [`## ${head}`, table([['requirement', ...heads], ...body])]
}

function markdownCell(found: TargetCell | undefined): string {
  if (!found) return '–'
  const [why] = found.why
  const more = found.why.length > 1 ? ` and ${found.why.length - 1} more` : ''
  return why === undefined ? found.verdict : `${found.verdict}: ${cell(why.slice(0, longestWhy))}${more}`
}

function renderHtml(records: readonly RunRecord[]): string {
  const tables = targetTables(records)
  return renderPage({
    title: tables.map((each) => `${each.endpoint}: ${sumOf(each)}`).join('; '),
    body: html`${shapeSheet()}
<main>
<header><h1>${many(records.length, 'run')} side by side</h1></header>
${tables.map(renderTable)}
</main>`,
  })
}

function renderTable(each: TargetTable): Markup {
  return html`<section class="targets"><h2>${each.endpoint} <small>${sumOf(each)}</small></h2>
${remarksOn(each).map((remark) => html`<p class="remark">${clip(remark, 600)}</p>`)}
${renderRows('Differs', each, each.differing)}
${renderRows('The same everywhere', each, each.same)}
</section>`
}

function renderRows(head: string, { targets }: TargetTable, rows: readonly TargetRow[]): Markup | undefined {
  if (rows.length === 0) return undefined
  return html`<h3>${head}</h3>
<div class="wide" tabindex="0" role="group" aria-label="${head}"><table>
<thead><tr><th scope="col">requirement</th>${targets.map(renderColumn)}</tr></thead>
<tbody>${rows.map(
    ({ id, level, duty, cells }) =>
      html`<tr><th scope="row"><span class="id">${id}</span> <span class="level">${level}</span><p>${prose(clip(duty, 300))}</p></th>${cells.map(renderCell)}</tr>
`,
  )}</tbody>
</table></div>`
}

function renderColumn({ where, at, verdict, version }: TargetColumn): Markup {
  const shape = shapeOf[verdict]
  return html`<th scope="col">${clip(where, 300)}<p>${at}</p><p>version ${version}</p><p class="${shape}">${sign(shape)} <b>${verdict}</b></p></th>`
}

function renderCell(found: TargetCell | undefined): Markup {
  if (!found) return html`<td class="none">not judged</td>`
  return html`<td>${sign(found.verdict)} <b class="${found.verdict}">${found.verdict}</b>${found.why.slice(0, 3).map((why) => html`<p>${clip(why, longestWhy)}</p>`)}</td>`
}

function sumOf({ targets, differing, same }: TargetTable): string {
  return `${many(targets.length, 'target')}, ${many(differing.length, 'requirement')} that differ, ${many(same.length, 'that is', 'that are')} the same`
}

/** What a reader must know before comparing. */
function remarksOn({ targets, catalogues }: TargetTable): string[] {
  return [
    ...(catalogues > 1
      ? [`Judged by ${catalogues} catalogues of requirements and checks: what differs may be the checks.`]
      : []),
    ...targets.flatMap(({ where, at, incomplete }) =>
      incomplete === undefined ? [] : [`${where}, ${at}: not complete: ${incomplete}`],
    ),
  ]
}
