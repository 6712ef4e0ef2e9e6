import { type Figure, figure } from './figure.ts'
import { runCommand } from './run-command.ts'

/** What a run on the embedded server takes for each generated case, and the memory it holds, as cases grow in number. */
export async function growth(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const cases of [100, 1_000, 10_000]) {
    const { milliseconds, megabytes } = await runCommand(['--cases', String(cases)])
    figures.push(figure(`${cases} cases: time for each`, milliseconds / cases, 'ms'))
    if (megabytes !== undefined) figures.push(figure(`${cases} cases: memory`, megabytes, 'MB', 300))
  }
  return figures
}
