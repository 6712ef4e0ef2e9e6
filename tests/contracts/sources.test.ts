import { cpSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { compareSources } from '../../helpers/commands/contract-sources.ts'

const path = (folder: string) => fileURLToPath(new URL(`../../${folder}`, import.meta.url))

/** A contract in a folder of its own, and what the command says of pages for it. */
function sourcesOf(contract: string, name: string) {
  const folder = join(mkdtempSync(join(tmpdir(), 'sources-')), name)
  cpSync(path(contract), folder, { recursive: true })
  let pages = 0
  return (page: string, keep = false, document = '') => {
    const file = join(folder, `page-${++pages}`)
    writeFileSync(file, page)
    const lines: string[] = []
    const code = compareSources(folder, [`${document}${file}`], keep, (line) => lines.push(line))
    return { code, text: lines.join('\n') }
  }
}

const rota = `# Rota API 2

Teams share a rota.

## Change a team

    PATCH /rota/v2/teams/<key>

The title must be sent.

\`\`\`sh
# not a heading
curl …
\`\`\`

## Tokens

Each request needs one.

## Problems

An unknown team is answered with 404.
`

test('a page is kept, and nothing has changed while it says the same', () => {
  const compare = sourcesOf('tests/third-endpoint/teams', 'teams')
  expect(compare(rota)).toMatchObject({ code: 0, text: expect.stringContaining('4 passages are kept') })
  const again = compare(rota.replaceAll('\n', '\r\n').replace('must be', 'must   be'))
  expect(again).toEqual({ code: 0, text: 'Rota API 2 (made up): nothing has changed' })
})

test('a changed passage is told with its new lines, and with the requirements, checks and faults that rest on it', () => {
  const compare = sourcesOf('tests/third-endpoint/teams', 'teams')
  compare(rota)
  const edited = rota
    .replace('404.', '410.')
    .replace('\n## Change', '\n## Limits\n\nTen changes a minute.\n\n## Change')
  const { code, text } = compare(edited)
  expect(code).toBe(1)
  expect(text).toContain('Rota API 2 (made up): passages changed: 1, gone: 0, new: 1')
  expect(text).toContain(
    'new: Limits (lines that are new: 1, lines that are gone: 0)\n    + Ten changes a minute.\n    no requirement rests on it',
  )
  expect(text).toContain(
    'changed: Problems (lines that are new: 1, lines that are gone: 1)\n    + An unknown team is answered with 410.',
  )
  expect(text).toMatch(/^ {4}unknown-group: checks unknown-group, removed-group, .*; faults sqs-upsert, /m)
  // Digests alone are kept, and only what was asked to be.
  expect(compare(edited).code).toBe(1)
  expect(compare(edited, true).text).toContain('sources.json is written')
  expect(compare(edited).code).toBe(0)
})

test('a passage that is gone is told, also of plain text, whose headings are those that the catalogue names', () => {
  const compare = sourcesOf('examples/contracts/sqs-1.2', 'sqs-1.2')
  const page =
    'Update a group\nChanges what is known of it.\nHEADER INFO\ntenant: needed\n}URL parameters\nThe id of the group.\nHTTP response codes\n404 there is none\n'
  const kept = compare(page)
  expect(kept.text).toContain('4 passages are kept')
  expect(kept.text).toMatch(
    /no heading of this page is "JSON request payload", which .*required-members.* rest on/,
  )
  const { code, text } = compare(page.replace('}URL parameters\nThe id of the group.\n', ''))
  expect(code).toBe(1)
  expect(text).toContain('passages changed: 0, gone: 1, new: 0')
  expect(text).toMatch(
    /gone: URL parameters .*\n {4}group-id-exact: checks id-prefix, .*; faults sqs-id-prefix/,
  )
})

test('HTML is read by its headings', () => {
  const compare = sourcesOf('tests/third-endpoint/teams', 'teams')
  const html =
    '<!doctype html><html><body><script>x()</script><h1>Rota <b>API 2</b></h1><p>Teams &amp; rotas</p><h2>Change a team</h2><p>PATCH</p></body></html>'
  expect(compare(html).text).toContain('2 passages are kept')
  expect(compare(html.replace('x()', 'y()')).code).toBe(0)
  expect(compare(html.replace('PATCH', 'PUT')).text).toContain('+ PUT')
})

test('a page of no document is refused with those that there are, and taken where the document is named', () => {
  const compare = sourcesOf('tests/third-endpoint/teams', 'teams')
  expect(() => compare('Something else\n')).toThrow(
    'expected DOCUMENT=FILE; expected Rota API 2 (made up), RFC 8259, RFC 9110',
  )
  expect(compare('Something else\nChange a team\nPATCH\n', false, 'Rota API 2 (made up)=').text).toContain(
    'passages are kept',
  )
})

test('a file that is not there, and digests that are none, are refused by name', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'sources-')), 'teams')
  cpSync(path('tests/third-endpoint/teams'), folder, { recursive: true })
  const compare = (page: string) => compareSources(folder, [page], false, () => {})
  expect(() => compare('nowhere.md')).toThrow(
    '--pages nowhere.md: there is no file nowhere.md; expected a saved page',
  )
  writeFileSync(join(folder, 'page.md'), rota)
  for (const broken of ['{', '{"format":2}']) {
    writeFileSync(join(folder, 'sources.json'), broken)
    expect(() => compare(join(folder, 'page.md'))).toThrow('sources.json holds no digests of sources')
  }
})
