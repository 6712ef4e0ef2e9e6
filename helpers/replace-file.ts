import { accessSync, constants, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { codeOf } from './error-code.ts'

/** Why a new file cannot take the place of an old one, though that could be written: a mount, or a folder of others. */
const irreplaceable: ReadonlySet<string> = new Set(['EBUSY', 'EXDEV', 'EACCES', 'EPERM', 'EROFS'])

/**
 * Writes a file as a whole: whoever reads it meanwhile, or after a disk was full, finds all of it or what was there
 * before. What is no file, such as a pipe, is written to, and so is a file in a place where no other can be put.
 *
 * @param flush whether it is to outlive a machine that dies
 */
export function replaceFile(path: string, content: string | Uint8Array, { flush = false } = {}): void {
  const before = statSync(path, { throwIfNoEntry: false })
  if (before && !before.isFile()) {
    writeFileSync(path, content)
    return
  }
  // One that is read-only is not to be replaced either.
  if (before) accessSync(path, constants.W_OK)
  const place = before ? realpathSync(path) : path
  const unfinished = `${place}.${process.pid}.tmp`
  try {
    writeFileSync(unfinished, content, { flush, ...(before && { mode: before.mode & 0o777 }) })
    renameSync(unfinished, place)
  } catch (error) {
    rmSync(unfinished, { force: true })
    if (!before || !irreplaceable.has(codeOf(error))) throw error
    writeFileSync(place, content, { flush })
  }
}
