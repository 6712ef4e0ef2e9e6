import { type Figure, figure, median } from './figure.ts'
import { runCommand } from './run-command.ts'

const turns = 9

/** A default run on the embedded server, as a whole process. */
export async function defaultRun(): Promise<Figure[]> {
  const times: number[] = []
  for (let turn = 0; turn < turns; turn++) times.push((await runCommand([])).milliseconds)
  return [figure('a default run, as a whole process', median(times) / 1000, 's', 1.5)]
}
