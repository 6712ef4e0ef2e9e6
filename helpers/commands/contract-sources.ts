import { existsSync, readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { autodialerFaults } from '../../mock/faults/autodialer/all.ts'
import { sqsFaults } from '../../mock/faults/sqs/all.ts'
import { behaviours } from '../../suites/behaviours.ts'
import { type Check, checksFor } from '../checks/check.ts'
import { type Contract, endpointNames, loadContract, packageFolder } from '../contract/contract.ts'
import { oneOf } from '../contract/outside/mistake.ts'
import { readContractFolder } from '../contract/outside/read-folder.ts'
import { type Citation, citationsOf, headingFor, headingsOf } from '../contract/sources/cited.ts'
import {
  type Change,
  changesSince,
  digestsOf,
  keptFile,
  readKept,
  writeKept,
} from '../contract/sources/kept.ts'
import { type Page, readPage } from '../contract/sources/page.ts'
import { UsageError } from '../usage-error.ts'

/**
 * Holds saved pages against the digests that were kept of them, and says what rests on passages that changed or went.
 * Pages of which none were kept are kept now; with `keep`, all are. Gives the exit code: 1 where something has changed.
 */
export function compareSources(
  folder: string,
  pages: readonly string[],
  keep: boolean,
  say: (line: string) => void,
): number {
  const contract = contractIn(folder)
  const citations = citationsOf(contract)
  const found = pages.map((page) => pageNamed(page, citations))
  const kept = readKept(folder)
  let code = 0
  const documents = { ...kept.documents }
  for (const { document, page } of found) {
    const before = kept.documents[document]
    const changes = before ? changesSince(before, page) : []
    say(`${document}: ${before ? told(changes) : `${page.passages.length} passages are kept`}`)
    const cited = citations.filter((citation) => citation.document === document)
    for (const change of changes) for (const line of describe(contract, change, cited)) say(`  ${line}`)
    for (const line of describeMissing(cited, before ?? {}, page)) say(`  ${line}`)
    if (changes.length > 0) code = 1
    if (!before || keep) documents[document] = digestsOf(page)
  }
  if (JSON.stringify(documents) !== JSON.stringify(kept.documents)) {
    writeKept(folder, { format: 1, documents })
    say(`${keptFile(folder)} is written`)
  } else if (code === 1) say('once the contract says what the pages say, keep them with --keep')
  return code
}

/** The contract of a folder, which may be one of this package. */
function contractIn(folder: string): Contract {
  const name = basename(resolve(folder))
  const own = endpointNames().includes(name) && resolve(folder) === packageFolder(name)
  return own ? loadContract(name) : readContractFolder(folder)
}

/** A saved page, and the document that it is of: `NAME=FILE`, or the one whose name has its title. */
function pageNamed(given: string, citations: readonly Citation[]): { document: string; page: Page } {
  const documents = [...new Set(citations.map(({ document }) => document))]
  const named = documents.find((document) => given.startsWith(`${document}=`))
  const file = named === undefined ? given : given.slice(named.length + 1)
  if (!existsSync(file))
    throw new UsageError(
      `--pages ${given}: there is no file ${file}; expected a saved page, as text, Markdown or HTML`,
    )
  const text = readFileSync(file, 'utf8')
  const { title } = readPage(text, [])
  const document =
    named ?? documents.find((each) => title !== '' && each.toLowerCase().includes(title.toLowerCase()))
  if (document === undefined)
    throw new UsageError(
      `--pages ${given}: its title is "${title.slice(0, 60)}", and no document of the catalogue is named so; expected DOCUMENT=FILE; ${oneOf(title.slice(0, 60), documents)}`,
    )
  const sections = citations.filter((each) => each.document === document).map(({ section }) => section)
  return { document, page: readPage(text, sections.flatMap(headingsOf)) }
}

function told(changes: readonly Change[]): string {
  if (changes.length === 0) return 'nothing has changed'
  const kinds = ['changed', 'gone', 'new'] as const
  return `passages ${kinds.map((kind) => `${kind}: ${changes.filter(({ is }) => is === kind).length}`).join(', ')}`
}

function describe(
  contract: Contract,
  { heading, is, added, lost }: Change,
  cited: readonly Citation[],
): string[] {
  const resting = cited.filter(({ section }) => headingFor(section, [heading]) !== undefined)
  const all = checksFor(contract, behaviours)
  const judged = resting.map(({ requirement }) => ({
    requirement,
    checks: all.filter(({ requirements }) => requirements.some((id) => id === requirement)),
  }))
  const unjudged = judged.filter(({ checks }) => checks.length === 0).map(({ requirement }) => requirement)
  return [
    `${is}: ${heading} (lines that are new: ${added.length}, lines that are gone: ${lost})`,
    ...added.map((line) => `  + ${line}`),
    ...(resting.length === 0 ? ['  no requirement rests on it'] : []),
    ...judged.flatMap(({ requirement, checks }) =>
      checks.length === 0 ? [] : [`  ${requirement}: ${provenBy(contract, checks)}`],
    ),
    ...(unjudged.length > 0 ? [`  judged by no check: ${unjudged.join(', ')}`] : []),
  ]
}

/** The checks, and the faults that they are proven by. */
function provenBy({ name }: Contract, checks: readonly Check[]): string {
  const ids = checks.map(({ id }) => id)
  const catalogue = name === 'autodialer' ? autodialerFaults : sqsFaults
  const faults = catalogue.filter((fault) => fault.checks.some((check) => ids.includes(check)))
  return `checks ${ids.join(', ')}; faults ${faults.map(({ id }) => id).join(', ') || 'none'}`
}

/** Sections that requirements name and that the page has no heading of, now or when it was kept. */
function describeMissing(
  cited: readonly Citation[],
  before: Readonly<Record<string, unknown>>,
  { passages }: Page,
): string[] {
  const headings = [...passages.map(({ heading }) => heading), ...Object.keys(before)]
  const missing = cited.filter(({ section }) => headingFor(section, headings) === undefined)
  const sections = [...new Set(missing.map(({ section }) => section))]
  return sections.map((section) => {
    const ids = missing.filter((each) => each.section === section).map(({ requirement }) => requirement)
    return `no heading of this page is "${section}", which ${ids.join(', ')} rest on`
  })
}
