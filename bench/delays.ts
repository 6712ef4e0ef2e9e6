import { type Figure, figure } from './figure.ts'
import { runCommand } from './run-command.ts'
import { withWatchedMock } from './watched-mock.ts'

/** As many checks at once as there are: then nothing but what depends on one another comes one after the other. */
const everything = ['--concurrency', '500']

/** Milliseconds on each answer beside which what is computed meanwhile does not count. */
const long = 200

/**
 * What a run takes from its first request to its last answer, when each answer takes so much longer, over the least that
 * it could: the longest chain of requests of which each needs the answer to the one before.
 */
export async function delays(): Promise<Figure[]> {
  const chain = (await busyWith(long, everything)) / long
  const figures = [figure('longest chain of requests', chain, 'requests')]
  for (const delay of [20, 50]) {
    const busy = await busyWith(delay, [])
    figures.push(
      figure(`${delay} ms on each answer`, busy / 1000, 's'),
      figure(`… ÷ the chain's ${((chain * delay) / 1000).toFixed(2)} s`, busy / (chain * delay), '×', 1.5),
    )
  }
  return figures
}

async function busyWith(delay: number, args: readonly string[]): Promise<number> {
  const { busy } = await withWatchedMock({ delay }, ({ environment }) => runCommand(args, environment))
  return busy.until - busy.from
}
