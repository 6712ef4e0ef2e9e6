import { vi } from 'vitest'
import { main } from '../../helpers/commands/command-line.ts'
import { bin } from './command.ts'

/** Runs the command line in this process, with nothing but this environment. */
export async function inProcess(args: readonly string[], environment: Readonly<Record<string, string>>) {
  const said = { stdout: '', stderr: '' }
  const before = process.env
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((chunk) => {
      said[stream] += String(chunk)
      return true
    }),
  )
  process.env = { ...environment }
  try {
    return { code: await main([process.execPath, bin, ...args]), ...said }
  } finally {
    process.env = before
    for (const spy of spies) spy.mockRestore()
  }
}
