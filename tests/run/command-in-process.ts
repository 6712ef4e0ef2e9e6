import { Console } from 'node:console'
import { Writable } from 'node:stream'
import { main } from '../../helpers/commands/command-line.ts'

/** What a command said, and its exit code. */
export interface Said {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

let isRunning = false

/**
 * Runs the command line in this process, with nothing but this environment. Environment, folder and output are those of
 * the whole process: a second command at the same time is refused.
 */
export async function inProcess(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  folder = process.cwd(),
): Promise<Said> {
  if (isRunning) throw new Error('a command runs in this process already; expected one after the other')
  isRunning = true
  const before = { environment: process.env, folder: process.cwd(), console }
  const stdout = listenTo(process.stdout)
  const stderr = listenTo(process.stderr)
  const warn = ({ name, message }: Error) => void process.stderr.write(`${name}: ${message}\n`)
  process.on('warning', warn)
  try {
    globalThis.console = new Console(process.stdout, process.stderr)
    process.env = { ...environment }
    process.chdir(folder)
    const code = await main([process.execPath, 'group-update-conformance', ...args])
    return { code, stdout: stdout.text(), stderr: stderr.text() }
  } finally {
    process.chdir(before.folder)
    process.env = before.environment
    globalThis.console = before.console
    process.off('warning', warn)
    stdout.end()
    stderr.end()
    isRunning = false
  }
}

/** Keeps to itself what is written to a stream, until the end. */
function listenTo(stream: NodeJS.WriteStream) {
  const { write } = stream
  const chunks: Buffer[] = []
  const kept = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(chunk)
      done()
    },
  })
  stream.write = kept.write.bind(kept)
  return {
    text: () => Buffer.concat(chunks).toString(),
    end: () => {
      stream.write = write
    },
  }
}
