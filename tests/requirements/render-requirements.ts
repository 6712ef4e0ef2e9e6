import type { Check } from '../../helpers/checks/check.ts'
import type { Contract } from '../../helpers/contract/contract.ts'
import type { Requirement } from '../../helpers/contract/types.ts'

interface Endpoint {
  readonly contract: Contract
  readonly checks: readonly Check[]
}

/** Every requirement with its source, and the checks that judge it or the reason why none does. */
export function renderRequirements(endpoints: readonly Endpoint[]): string {
  return [
    '# Requirements',
    '',
    'Written by `npm run requirements` from `schemas/*/requirements.json`. What level and basis mean is said in',
    '[verdicts.md](verdicts.md#levels), which fault shows that a check works in [detection.md](detection.md).',
    '',
    '| endpoint | MUST | SHOULD | INFERRED | tested | not tested, with a reason |',
    '|---|---|---|---|---|---|',
    ...endpoints.map(({ contract }) => `| ${summaryOf(contract).join(' | ')} |`),
    ...endpoints.flatMap(sectionsOf),
    '',
  ].join('\n')
}

function summaryOf({ name, requirements }: Contract): (string | number)[] {
  const all = Object.values(requirements)
  const untested = all.filter(({ notTested }) => notTested !== undefined).length
  const levels = ['MUST', 'SHOULD', 'INFERRED'].map(
    (level) => all.filter((each) => each.level === level).length,
  )
  return [`[${name}](#${name})`, ...levels, all.length - untested, untested]
}

function sectionsOf({ contract, checks }: Endpoint): string[] {
  const all = Object.entries(contract.requirements)
  const tested = all.filter(([, { notTested }]) => notTested === undefined)
  const untested = all.filter(([, { notTested }]) => notTested !== undefined)
  const judging = (id: string) =>
    checks.filter(({ requirements }) => requirements.some((each) => each === id))
  return [
    '',
    `## ${contract.name}`,
    '',
    '| requirement | level | duty | source | checks |',
    '|---|---|---|---|---|',
    ...tested.map(([id, requirement]) => rowOf(id, requirement, judging(id).map(code).join(', '))),
    '',
    `### ${contract.name}: not tested`,
    '',
    '| requirement | level | duty | source | why |',
    '|---|---|---|---|---|',
    ...untested.map(([id, requirement]) => rowOf(id, requirement, requirement.notTested ?? '')),
  ]
}

function rowOf(id: string, { level, basis, duty, source }: Requirement, last: string): string {
  const cells = [`\`${id}\``, `${level} (${basis})`, duty, `${source.document}: ${source.section}`, last]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

function code({ id }: Check): string {
  return `\`${id}\``
}
