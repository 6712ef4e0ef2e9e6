import type { Check } from '../../helpers/checks/check.ts'
import type { Level } from '../../helpers/contract/types.ts'
import { levelOfFault } from '../../mock/fault-level.ts'
import { longerRuns, type PinnedFindings } from './pinned-findings.ts'
import type { Reach } from './reach.ts'
import { renderCurve } from './render-curve.ts'

interface Endpoint {
  readonly name: string
  readonly checks: readonly Check[]
  readonly findings: PinnedFindings
}

interface NamedFault {
  readonly id: string
  readonly lie: string
  readonly checks: readonly string[]
}

interface NamedVariant {
  readonly id: string
  readonly difference: string
  readonly findings?: readonly string[]
}

/** By fault, for each seed: the requests of its check until the first failure; null where it did not fail. */
export type RareFound = Readonly<Record<string, readonly (number | null)[]>>

/** The detection table: what is caught, by which checks, and what is not flagged. */
export function renderDetection(
  endpoints: readonly Endpoint[],
  faults: readonly NamedFault[],
  variants: readonly NamedVariant[],
  withoutFault: Readonly<Record<string, string>>,
  rareFound: RareFound,
  reaches: readonly Reach[],
): string {
  return [
    '# What the suite catches, and what it does not flag',
    '',
    'Written by `npm run detection` from the pinned findings that `tests/detection` holds every build to: the whole list',
    'of checks is run against each fault and each variant of the reference server, and the findings must be exactly the',
    'ones below. A fault is a named wrong behaviour, a variant a named lawful difference. A check that fails because of',
    'what another one found is a consequence. Of the faults that come round every so many updates, which check meets them',
    'is a matter of order, so these are held to being found at all: by a default run, or by one of these that are longer:',
    `${longerRuns.map(({ seed, cases }) => `\`--seed ${seed} --cases ${cases}\``).join(', ')}.`,
    '',
    ...summary(endpoints, faults, variants),
    ...renderCurve(reaches),
    ...rareSection(endpoints, rareFound),
    ...endpoints.flatMap((endpoint) => sectionOf(endpoint, faults, variants, withoutFault)),
  ].join('\n')
}

function summary(
  endpoints: readonly Endpoint[],
  faults: readonly NamedFault[],
  variants: readonly NamedVariant[],
): string[] {
  const rows = endpoints.map(({ name, checks, findings }) => {
    const own = faults.filter(({ id }) => id.startsWith(`${name}-`))
    const caught = own.filter(({ id }) => !findings[id] || findingsOn(findings, id).length > 0)
    const level = (wanted: Level) => own.filter((fault) => levelOfFault(fault) === wanted).length
    const lawful = variants.filter(({ id }) => id.startsWith(`${name}-`)).length
    const counts = own.flatMap(({ id }) => (findings[id] ? [findingsOn(findings, id).length] : []))
    return `| ${name} | ${checks.length} | ${own.length} (${level('MUST')} must, ${level('SHOULD')} should, ${level('INFERRED')} inferred) | ${caught.length} | ${median(counts)} | ${lawful} | 0 |`
  })
  return [
    '| endpoint | checks | faults | caught | median findings per fault | variants | variants wrongly flagged |',
    '|---|---|---|---|---|---|---|',
    ...rows,
    '',
  ]
}

/** What only generated cases find, and how soon. */
function rareSection(endpoints: readonly Endpoint[], rareFound: RareFound): string[] {
  const rows = Object.entries(rareFound).map(([id, seeds]) => {
    const check = endpoints.flatMap(({ findings }) => findings[id]?.roots ?? [])
    const found = seeds.filter((requests) => requests !== null).sort((a, b) => a - b)
    return `| \`${id}\` | ${codes(check)} | ${found.length} of ${seeds.length} | ${median(found)} | ${found[0]} to ${found.at(-1)} |`
  })
  return [
    '## Faults that only generated checks catch',
    '',
    'No hand-picked check finds these. Each was looked for with its check alone, 2,000 cases and 20 seeds; the requests',
    'are those that the check had sent when it failed first, before any shrinking. A default run draws few cases, and',
    'so finds them by luck: `--cases` buys more of it.',
    '',
    '| fault | found by | seeds that found it | requests, median | least to most |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ]
}

function sectionOf(
  { name, checks, findings }: Endpoint,
  faults: readonly NamedFault[],
  variants: readonly NamedVariant[],
  withoutFault: Readonly<Record<string, string>>,
): string[] {
  const ownFaults = faults.filter(({ id }) => id.startsWith(`${name}-`))
  const ownVariants = variants.filter(({ id }) => id.startsWith(`${name}-`))
  const excused = checks.filter(({ id }) => `${name}/${id}` in withoutFault)
  return [
    `## ${name}: faults`,
    '',
    '| fault | level | the lie | findings (roots) | consequences |',
    '|---|---|---|---|---|',
    ...ownFaults.map(
      (fault) =>
        `| \`${fault.id}\` | ${levelOfFault(fault).toLowerCase()} | ${cell(fault.lie)} | ${foundBy(findings, fault.id)} | ${consequencesOf(findings, fault.id)} |`,
    ),
    '',
    `## ${name}: variants`,
    '',
    '| variant | the difference | INFERRED findings |',
    '|---|---|---|',
    ...ownVariants.map(
      ({ id, difference, findings: allowed = [] }) =>
        `| \`${id}\` | ${cell(difference)} | ${codes(allowed)} |`,
    ),
    '',
    ...(excused.length > 0
      ? [
          `## ${name}: checks that no fault can be made for`,
          '',
          ...excused.map(({ id }) => `- \`${id}\`: ${withoutFault[`${name}/${id}`]}`),
          '',
        ]
      : []),
  ]
}

function findingsOn(findings: PinnedFindings, fault: string): string[] {
  const found = findings[fault]
  return found ? [...found.roots] : []
}

function foundBy(findings: PinnedFindings, fault: string): string {
  if (!findings[fault]) return 'whichever check it meets'
  const why = findings[fault]?.why
  return `${codes(findingsOn(findings, fault))}${why ? `. ${cell(why)}` : ''}`
}

/** Named where they are few. */
function consequencesOf(findings: PinnedFindings, fault: string): string {
  const { consequences = [] } = findings[fault] ?? {}
  return consequences.length > 4 ? `${consequences.length} checks` : codes(consequences)
}

function codes(ids: readonly string[]): string {
  return ids.map((id) => `\`${id}\``).join(', ')
}

export function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
