import { isOfGroup } from '../fixtures/debts.ts'
import { printable } from '../printable.ts'
import { UsageError } from '../usage-error.ts'
import { assertEnded, forget, journalFolder, keptJournals } from './kept-journals.ts'
import { assertNotHeld, Lock } from './lock.ts'

/** Takes groups out of the journals, and sends nothing. */
export async function forgetGroups(
  ids: readonly string[],
  endpoints: readonly string[],
  reports: string,
): Promise<number> {
  const folder = journalFolder(reports)
  const journals = keptJournals(folder).journals.filter(
    ({ endpoint }) => endpoints.length === 0 || endpoints.includes(endpoint),
  )
  const owed = journals.flatMap((journal) =>
    journal.debts.flatMap((debt) => (isOfGroup(debt) ? [{ journal, id: debt.id }] : [])),
  )
  for (const id of ids) {
    if (owed.some((each) => each.id === id)) continue
    const known = [...new Set(owed.map((each) => each.id))].slice(0, 10).join(', ')
    throw new UsageError(
      `--forget ${id}: no journal in ${folder} holds that group; expected ${known === '' ? 'none, as nothing is owed' : `one of ${known}`}`,
    )
  }
  await assertNotHeld(folder)
  journals.forEach(assertEnded)
  const lock = Lock.take(folder)
  try {
    for (const id of ids) {
      for (const journal of new Set(owed.filter((each) => each.id === id).map((each) => each.journal)))
        forget(journal.file, id)
      process.stdout.write(printable(`group ${id} is forgotten: nothing is owed to it any more\n`))
    }
    return 0
  } finally {
    lock.release()
  }
}
