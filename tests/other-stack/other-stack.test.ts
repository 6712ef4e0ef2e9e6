import { afterAll, describe, expect, test } from 'vitest'
import { checksFor } from '../../helpers/checks/check.ts'
import type { CheckResult } from '../../helpers/checks/run-check.ts'
import { loadContract } from '../../helpers/contract/contract.ts'
import { runChecks } from '../../helpers/session/run-checks.ts'
import { endpointSettings } from '../../helpers/settings/read-endpoint-settings.ts'
import { Target } from '../../helpers/target/target.ts'
import { environmentFor } from '../../mock/environment.ts'
import { behaviours } from '../../suites/behaviours.ts'
import { orSkip, php, python, type Running, type Stack, start } from './stack.ts'

const limits = { deadline: 10_000, bodyBytes: 8 * 1024 * 1024, connections: 8 }
const timeout = 60_000

const running: Running[] = []
afterAll(() => Promise.all(running.map(({ stop }) => stop())))

const stacks: readonly (readonly [
  title: string,
  stack: Stack,
  environment: Readonly<Record<string, string>>,
])[] = [
  ['sqs in PHP, one process', php, {}],
  ['sqs in PHP, four processes', php, { PHP_CLI_SERVER_WORKERS: '4' }],
  ['autodialer in Python', python, {}],
]

/** Lies of each implementation, and checks that are about them. */
const lies: readonly (readonly [title: string, stack: Stack, lie: string, found: readonly string[]])[] = [
  ['sqs in PHP that stores no update', php, 'forgets', ['stored']],
  ['sqs in PHP that stores names as HTML', php, 'escapes', ['text-xml']],
  ['autodialer in Python that stores no update', python, 'forgets', ['stored']],
  [
    'autodialer in Python that asks a connection for credentials only once',
    python,
    'remembers',
    ['auth-kept-alive-missing'],
  ],
]

describe('a correct implementation in another stack is flagged of nothing', () => {
  for (const [title, stack, environment] of stacks) {
    test(title, { timeout }, async ({ skip }) => {
      orSkip(stack, skip)
      const { server, results, leftovers } = await judge(stack, environment)
      expect(findings(results)).toEqual({})
      expect(leftovers).toEqual([])
      // A group that was given to be rewritten has its values again, and another time of its update.
      expect(untimed(await server.groups())).toEqual(untimed(groupsOf(stack)))
    })
  }
})

describe('a wrong implementation in another stack is found out', () => {
  for (const [title, stack, lie, found] of lies) {
    test(title, { timeout }, async ({ skip }) => {
      orSkip(stack, skip)
      const { server, results, leftovers } = await judge(stack, { LIE: lie })
      expect(Object.keys(findings(results))).toEqual(expect.arrayContaining([...found]))
      expect(leftovers).toEqual([])
      expect(untimed(await server.groups())).toEqual(untimed(groupsOf(stack)))
    })
  }
})

async function judge(stack: Stack, environment: Readonly<Record<string, string>>) {
  const server = await start(stack, environment)
  running.push(server)
  const contract = loadContract(stack.endpoint)
  const settings = endpointSettings(contract, environmentFor(server.url), 'live', [])
  const options = { gate: 'INFERRED', generation: { seed: 1, cases: 20 } } as const
  const target = new Target(contract, settings, { limits })
  const run = await runChecks(target, checksFor(contract, behaviours), options, { concurrency: 8 })
  return { ...run, server }
}

/** What the run says against the implementation, or could not say, by check. */
function findings(results: readonly CheckResult[]): Record<string, string> {
  const telling = results.filter(({ verdict }) => verdict !== 'pass')
  return Object.fromEntries(
    telling.map(({ id, verdict, level, reason }) => [id, `${verdict} (${level}): ${reason}`]),
  )
}

function groupsOf({ seed }: Stack): unknown {
  return (seed as { groups: unknown }).groups
}

function untimed(groups: unknown): unknown {
  return JSON.parse(JSON.stringify(groups, (name, value) => (name === 'updated' ? undefined : value)))
}
