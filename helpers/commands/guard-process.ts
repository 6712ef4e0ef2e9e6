import { oneLine } from '../printable.ts'

/** What an error of writing is told by where nobody reads any more, or nothing more can be kept. */
const ofOutput: ReadonlySet<unknown> = new Set(['EPIPE', 'ENOSPC', 'EIO', 'EBADF', 'ERR_STREAM_DESTROYED'])

/**
 * Keeps what happens beside a command from deciding its exit code: output that nobody reads is no verdict, and a mistake
 * that nothing catches ends with one line and that exit code. For a process that is the command, and no other.
 */
export function guardProcess(exitCode: number): void {
  for (const stream of [process.stdout, process.stderr]) guardStream(stream)
  const end = (error: unknown) => {
    process.stderr.write(failure(error))
    process.exit(exitCode)
  }
  process.on('uncaughtException', end)
  process.on('unhandledRejection', end)
}

/** One line for a mistake of this suite: it says nothing of the target, and must not read as a verdict on it. */
export function failure(error: unknown): string {
  return `group-update-conformance failed: ${oneLine(causes(error).join('; ')).slice(0, 2_000)}\n`
}

function causes(error: unknown): string[] {
  if (!(error instanceof Error)) return [String(error)]
  const [place] = /\bat .+/.exec(error.stack ?? '') ?? []
  const own = `${error.name}: ${error.message}${place === undefined ? '' : ` (${place})`}`
  return error instanceof AggregateError ? [own, ...error.errors.flatMap(causes)] : [own]
}

/** A pipe tells of its end by an event, a file by throwing in the middle of what is being done. */
function guardStream(stream: NodeJS.WriteStream): void {
  let told = false
  const lost = (error: unknown) => {
    if (!isOfOutput(error)) throw error
    // Whoever ends a pipe has read enough; a full disk is reported, once.
    if (stream === process.stdout && !told && error.code === 'ENOSPC')
      process.stderr.write(`group-update-conformance: standard output could not be written (${error.code})\n`)
    told = true
  }
  stream.on('error', lost)
  const write = stream.write
  const guarded = function (this: NodeJS.WriteStream, ...args: Parameters<typeof write>): boolean {
    try {
      return write.apply(this, args)
    } catch (error) {
      lost(error)
      return false
    }
  }
  stream.write = guarded as typeof write
}

function isOfOutput(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && ofOutput.has(error.code)
}
