import { codeOf } from '../error-code.ts'
import { UsageError } from '../usage-error.ts'

/** What to say where the folder of journals cannot be written: a run that keeps no journal could not be put right. */
export function unwritable(folder: string, error: unknown): UsageError {
  return new UsageError(
    `${folder} cannot be written (${codeOf(error)}); expected a --reports folder that can, as a run keeps there what it has to put right`,
  )
}
