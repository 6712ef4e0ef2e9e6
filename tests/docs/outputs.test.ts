import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { packageRoot } from '../../helpers/package-root.ts'
import { test } from '../run/command.ts'
import { started } from '../run/servers.ts'

/** An output that a page shows, and how it comes about: a comment in front of the block says it. */
interface Shown {
  readonly page: string
  /** What the command is given. */
  readonly args: readonly string[]
  readonly faults: readonly string[]
  /** Settings that the operator did not give. */
  readonly without: readonly string[]
  /** Runs of lines that follow one another; between them a line `…` says that something is left out. */
  readonly parts: readonly string[]
  /** How many requests it says that were sent: they differ a little from seed to seed. */
  readonly requests: readonly number[]
}

const block = /^<!-- output: (.+?) -->\n+```\n(.*?)^```$/gms

const shown = ['README.md', ...readdirSync(join(packageRoot, 'docs')).map((file) => `docs/${file}`)]
  .filter((page) => page.endsWith('.md'))
  .flatMap((page) =>
    [...readFileSync(join(packageRoot, page), 'utf8').matchAll(block)].map(
      ([, how = '', text = '']): Shown => ({
        page,
        args: /^[^;]+/.exec(how)?.[0].split(' ') ?? [],
        faults: listed(how, 'fault'),
        without: listed(how, 'without'),
        parts: text.split(/^ *…\n/m).map(masked),
        requests: requestsIn(text),
      }),
    ),
  )

function listed(how: string, what: string): string[] {
  return new RegExp(`; ${what} ([^;]+)`).exec(how)?.[1]?.split(', ') ?? []
}

function requestsIn(text: string): number[] {
  return [...text.matchAll(/\((\d+) requests\)/g)].map(([, count]) => Number(count))
}

/** A text without what differs from run to run: instants, ids, names, ports, times, the seed, the count of requests. */
function masked(text: string): string {
  return text
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+(Z|\+0000)/g, 'INSTANT')
    .replaceAll(/guc[\da-zA-Z]{6,}/g, 'NAME')
    .replaceAll(/(?<![\w$])(?=\w*\d)(?=\w*[A-Z])[\dA-Za-z]{20}(?!\w)/g, 'ID')
    .replaceAll(/(?<=ownerId\\?":\\?")\d+/g, 'OWNER')
    .replaceAll(/(?<=127\.0\.0\.1:)\d+/g, 'PORT')
    .replaceAll(/\d+(\.\d)? (ms|s|requests)\b/g, 'N $2')
    .replaceAll(/(?<=seed )\d+/g, 'SEED')
}

test('pages show outputs', () => {
  expect(shown.map(({ page }) => page)).toContain('README.md')
})

describe.each(shown)(
  '$page shows what comes of $args with $faults',
  ({ args, faults, without, parts, requests }) => {
    test('as it is', async ({ commandInProcess }) => {
      const { environment } = await started({ faults })
      const given = Object.entries(environment).filter(
        ([name]) => !without.some((some) => name.startsWith(some)),
      )
      const { stdout } = await commandInProcess(args, { environment: Object.fromEntries(given) })
      const real = masked(stdout)
      let from = 0
      for (const part of parts) {
        const at = real.indexOf(part, from)
        if (at < 0) expect(real.slice(from)).toContain(part)
        from = at + part.length
      }
      const sent = requestsIn(stdout)
      expect(requests.filter((told) => !sent.some((count) => Math.abs(told / count - 1) < 0.1))).toEqual([])
    })
  },
)
