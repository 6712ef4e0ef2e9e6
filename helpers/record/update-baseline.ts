import { isSeq, YAMLSeq } from 'yaml'
import type { CheckResult } from '../checks/run-check.ts'
import { replaceFile } from '../replace-file.ts'
import type { EndpointResults } from '../session/judge.ts'
import { judgedBy } from './apply-baseline.ts'
import { type BaselineEntry, isAbout, isExpired } from './baseline.ts'
import { matchesNothing, type OpenBaseline, wholeCatalogue } from './baseline-fits.ts'

/** Checks whose failures depend on what is drawn, or on what happens at once: they pass the next time, and fail again. */
const byChance = /^(generated|concurrent)-/

/** Whether a check fails at times only, by itself or as all that it found belongs to such checks. */
function failsAtTimes({ id, accountedForBy = [] }: CheckResult): boolean {
  const owners = accountedForBy.length > 0 ? accountedForBy : [id]
  return owners.every((owner) => byChance.test(owner))
}

/**
 * Writes the baseline as a run would have it: what passes, is expired or matches nothing is taken out, and what fails
 * unlisted is put in, with what was found for a reason. Entries that stay keep their words and comments. Gives a
 * sentence on what was written.
 */
export function updateBaseline(
  { file, document, entries, contracts }: OpenBaseline,
  results: readonly EndpointResults[],
  now: Date,
): string {
  const catalogue = wholeCatalogue(contracts)
  const stays = (entry: BaselineEntry) =>
    !matchesNothing(entry, catalogue) &&
    !isExpired(entry, now) &&
    (entry.flaky || judgedBy(entry, results).every(({ result }) => result.verdict !== 'pass'))
  const kept = entries.filter(stays)
  const failing = results.flatMap(({ contract, results: each }) =>
    each
      .filter(
        ({ id, verdict }) => verdict === 'fail' && !kept.some((entry) => isAbout(entry, contract.name, id)),
      )
      .map((result) => ({
        check: result.id,
        endpoint: contract.name,
        reason: `failed on ${now.toISOString().slice(0, 10)}: ${result.cause ?? result.reason}`,
        ...(failsAtTimes(result) && { flaky: true }),
      })),
  )
  const updated = document.clone()
  const list = isSeq(updated.contents) ? updated.contents : new YAMLSeq()
  list.items = list.items.filter((_, at) => entries[at] && stays(entries[at]))
  list.flow = false
  for (const entry of failing) list.add(updated.createNode(entry))
  updated.contents = list
  replaceFile(file, updated.toString())
  const gone = entries.filter((entry) => !stays(entry))
  return `${file}: ${kept.length} entries kept${named('added', failing)}${named('taken out', gone)}`
}

function named(what: string, entries: readonly BaselineEntry[]): string {
  if (entries.length === 0) return ''
  const checks = entries.map(({ check, flaky }) => (flaky ? `${check} (flaky)` : check))
  return `, ${entries.length} ${what}: ${checks.join(', ')}`
}
