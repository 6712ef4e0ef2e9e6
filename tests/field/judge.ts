import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { runConformance } from '../../helpers/library/run-conformance.ts'
import { checksOf } from '../../helpers/record/checks-of.ts'
import { variable } from '../../helpers/target/endpoint-settings.ts'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** Starts a server by its script, which prints its settings in JSON; calls `use` with those of the contract's name. */
export async function serving<Value>(
  script: string,
  contract: string,
  use: (settings: Record<string, string>) => Promise<Value>,
): Promise<Value> {
  // What it logs of bodies that it cannot read is of no interest.
  const server = spawn(process.execPath, [here(script)], { stdio: ['ignore', 'pipe', 'ignore'] })
  try {
    const line = await new Promise<string>((resolve, reject) => {
      createInterface(server.stdout).once('line', resolve)
      server.once('exit', (code) => reject(new Error(`${script} ended with ${code} before it served`)))
    })
    const given: Record<string, string> = JSON.parse(line)
    const named = Object.entries(given).map(([name, value]) => [
      name.startsWith('CONFORMANCE_') ? name : variable(contract, name),
      value,
    ])
    return await use(Object.fromEntries(named))
  } finally {
    server.kill()
  }
}

/** What the full list of checks, or a part of it, says of a server by a contract of this folder. */
export async function judged(
  contract: string,
  settings: Record<string, string>,
  part: { readonly only?: readonly string[]; readonly skip?: readonly string[] } = {},
) {
  const { endpoints } = await runConformance({
    contracts: [here(contract)],
    settings,
    gate: 'INFERRED',
    seed: 1,
    ...part,
  })
  const [endpoint] = endpoints
  if (!endpoint) throw new Error('the run has no endpoint')
  const results = checksOf(endpoint)
  const ids = (verdict: string) =>
    results.filter(({ check }) => check.verdict === verdict && !check.because).map(({ check }) => check.id)
  return { results, leftovers: endpoint.leftovers, findings: ids('fail'), open: ids('inconclusive') }
}

/** The checks that docs/field.md says of what their findings are, in the section of a server. */
export function adjudicated(server: string): string[] {
  const page = readFileSync(new URL('../../docs/field.md', import.meta.url), 'utf8')
  const section = page.split(/^## /m).find((each) => each.startsWith(server)) ?? ''
  return [...section.matchAll(/^\| `([a-z0-9-]+)`/gm)].map(([, id = '']) => id)
}

/** What is found and what is left open is adjudicated, and nothing is adjudicated that is not seen any more. */
export function expectAdjudicated(server: string, seen: readonly string[]): void {
  expect([...new Set(seen)].sort()).toEqual(adjudicated(server).sort())
}

/** Whether a program is found that a server needs. */
export function has(...programs: readonly string[]): boolean {
  return programs.every(
    (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined,
  )
}
