import { UsageError } from '../usage-error.ts'

/** What to say where the folder of journals cannot be written: a run that keeps no journal could not be put right. */
export function unwritable(folder: string, error: unknown): UsageError {
  return new UsageError(
    `${folder} cannot be written (${codeOf(error)}); expected a --reports folder that can, as a run keeps there what it has to put right`,
  )
}

/** The code of an error of the system, such as `ENOSPC`. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
