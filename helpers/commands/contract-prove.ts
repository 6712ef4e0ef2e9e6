import { chosen, faultIdsOf } from '../../mock/catalogue.ts'
import { faultsOf, type ServedFault } from '../../mock/contract/faults.ts'
import { readServed } from '../../mock/contract/served.ts'
import { levelOfFault } from '../../mock/fault-level.ts'
import { startMock } from '../../mock/server.ts'
import { behaviours } from '../../suites/behaviours.ts'
import type { Contract } from '../contract/contract.ts'
import { groupBy } from '../group-by.ts'
import { runConformance } from '../library/run-conformance.ts'
import { checksOf } from '../record/checks-of.ts'

/**
 * Tries a contract on a reference server that is made of it, right and with each fault in turn, and says what a run
 * catches; where faults are asked for, with these, and by the checks that are about them. Gives the exit code: 1 where
 * the correct server is flagged. Throws UsageError for what is wrong with it.
 */
export async function proveContract(
  folder: string,
  asked: readonly string[],
  say: (line: string) => void,
): Promise<number> {
  const served = readServed(folder)
  const { contract } = served
  const all = faultsOf(served)
  const meant = asked.length > 0 ? chosenFaults(asked, all) : all
  const tried = meant.filter(({ checks }) => checks.length > 0)
  say(`${contract.name}: ${contract.title} (${contract.outside?.digest})`)
  const flagged = await findingsOn(folder, undefined, asked.length > 0 ? tried.flatMap(idsOf) : undefined)
  for (const { id, reason } of flagged) say(`the correct server is flagged: ${id}: ${reason}`)
  const by = asked.length > 0 ? ' by the checks of these faults' : ''
  if (flagged.length === 0) say(`nothing is flagged on the correct server${by}`)
  const missed = await sayTable(folder, tried, say)
  for (const line of ['', ...summary(tried, missed), ...withoutCheck(contract, meant)]) say(line)
  return flagged.length > 0 ? 1 : 0
}

/** Says what finds each fault; gives those that nothing finds. */
async function sayTable(
  folder: string,
  tried: readonly ServedFault[],
  say: (line: string) => void,
): Promise<string[]> {
  const missed: string[] = []
  for (const line of ['', '| fault | level | the lie | found by |', '|---|---|---|---|']) say(line)
  for (const each of tried) {
    const { id, lie } = each.fault
    const level = levelOfFault(each.fault).toLowerCase()
    // The checks that are about it are soon done; only what they do not find takes a whole run.
    const first = await findingsOn(folder, id, idsOf(each))
    const found = first.length > 0 ? first : await findingsOn(folder, id)
    if (found.length === 0) missed.push(id)
    const by = found.map((finding) => `\`${finding.id}\``).join(', ') || 'nothing'
    say(`| \`${id}\` | ${level} | ${lie.replaceAll('|', '\\|')} | ${by} |`)
  }
  return missed
}

function idsOf({ checks }: ServedFault): string[] {
  return checks.map(({ id }) => id)
}

function chosenFaults(asked: readonly string[], all: readonly ServedFault[]): ServedFault[] {
  const known = all.map(({ fault }) => fault)
  const wanted = chosen('fault', asked, known)
  return all.filter(({ fault }) => wanted.includes(fault))
}

interface Finding {
  readonly id: string
  readonly reason: string | undefined
}

/** What a run finds on a server made of the contract, each mistake once. */
async function findingsOn(folder: string, fault?: string, only?: readonly string[]): Promise<Finding[]> {
  const mock = await startMock({ contract: folder, faults: faultIdsOf(fault === undefined ? [] : [fault]) })
  try {
    const { endpoints } = await runConformance({
      contracts: [folder],
      settings: mock.environment,
      gate: 'INFERRED',
      seed: 1,
      ...(only && only.length > 0 && { only }),
    })
    return endpoints
      .flatMap(checksOf)
      .map(({ check }) => check)
      .filter(({ verdict, because }) => verdict === 'fail' && !because)
      .map(({ id, reason }) => ({ id, reason }))
  } finally {
    await mock.close()
  }
}

function summary(tried: readonly ServedFault[], missed: readonly string[]): string[] {
  return [
    `${tried.length - missed.length} of ${tried.length} faults are caught`,
    ...(missed.length > 0 ? [`not caught: ${missed.join(', ')}`] : []),
  ]
}

/** The requirements that would bring checks for the faults which the contract has none for, those of most faults first. */
function withoutCheck({ requirements }: Contract, all: readonly ServedFault[]): string[] {
  const known = behaviours.flatMap(({ checks }) => checks)
  const lacking = all
    .filter(({ checks }) => checks.length === 0)
    .map(({ fault }) =>
      known.filter(({ id }) => fault.checks.includes(id)).flatMap((check) => check.requirements),
    )
    .map((ids) => new Set(ids.filter((id) => !(id in requirements))))
    .filter((ids) => ids.size > 0)
  if (lacking.length === 0) return []
  const counts = [
    ...groupBy(
      lacking.flatMap((ids) => [...ids]),
      (id) => id,
    ),
  ]
  const most = counts
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([id, each]) => `${id} (${each.length})`)
  return [`${lacking.length} more are of duties that it does not have, by requirement: ${most.join(', ')}`]
}
