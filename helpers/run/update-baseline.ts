import { writeFileSync } from 'node:fs'
import { isSeq, YAMLSeq } from 'yaml'
import { judgedBy } from './apply-baseline.ts'
import { type Baseline, type BaselineEntry, isAbout, isExpired } from './baseline.ts'
import { matchesNothing, wholeCatalogue } from './baseline-fits.ts'
import type { EndpointResults } from './build-record.ts'

/**
 * Writes the baseline as a run would have it: what passes, is expired or matches nothing is taken out, and what fails
 * unlisted is put in, with what was found for a reason. Entries that stay keep their words and comments.
 */
export function updateBaseline(
  { file, document, entries }: Baseline,
  results: readonly EndpointResults[],
  now: Date,
): void {
  const catalogue = wholeCatalogue()
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
      .map(({ id, cause, reason }) => ({
        check: id,
        endpoint: contract.name,
        reason: `failed on ${now.toISOString().slice(0, 10)}: ${cause ?? reason}`,
      })),
  )
  const updated = document.clone()
  const list = isSeq(updated.contents) ? updated.contents : new YAMLSeq()
  list.items = list.items.filter((_, at) => entries[at] && stays(entries[at]))
  list.flow = false
  for (const entry of failing) list.add(updated.createNode(entry))
  updated.contents = list
  writeFileSync(file, updated.toString())
}
