import { type Figure, figure } from './figure.ts'
import { runCommand } from './run-command.ts'
import { withWatchedMock } from './watched-mock.ts'

/** As many checks at once as there are: then nothing but what depends on one another comes one after the other. */
const everything = ['--concurrency', '500']

/** What a run takes from its first request to its last answer, when each answer takes so much longer. */
export async function delays(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const delay of [20, 50]) {
    const usual = await busyWith(delay, [])
    const chain = await busyWith(delay, everything)
    figures.push(
      figure(`${delay} ms on each answer`, usual / 1000, 's'),
      figure(`… with everything at once`, chain / 1000, 's'),
      figure(`… ratio`, usual / chain, '×', 1.5),
    )
  }
  return figures
}

async function busyWith(delay: number, args: readonly string[]): Promise<number> {
  const { busy } = await withWatchedMock({ delay }, ({ environment }) => runCommand(args, environment))
  return busy.until - busy.from
}
