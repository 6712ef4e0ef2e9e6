import type { CheckResult, KeptCase } from '../checks/run-check.ts'
import { printable } from '../printable.ts'
import { storyOf } from '../report/story.ts'
import { withTargets } from '../session/embedded.ts'
import { makePlan, type PlannedEndpoint } from '../session/make-plan.ts'
import type { Plan } from '../session/plan.ts'
import { withPrintedHeaders } from '../session/printed-headers.ts'
import { readCases } from '../session/read-cases.ts'
import { Session } from '../session/session.ts'
import { defaultOptions } from '../settings/default-options.ts'
import { readEnvironment } from '../settings/environment.ts'
import { Target } from '../target/target.ts'
import { UsageError } from '../usage-error.ts'

/** What the command line says of a replay. */
export interface ReplayOptions {
  readonly file: string
  readonly environmentFile: { readonly path: string; readonly named: boolean }
  readonly allowedHosts: readonly string[]
  /** Folders of contracts from outside. */
  readonly contracts: readonly string[]
}

type Outcome = 'fixed' | 'still failing' | 'could not run'

/** Tries each case of a file again, on the same target or another; gives the exit code. */
export async function replay({
  file,
  environmentFile,
  allowedHosts,
  contracts: folders,
}: ReplayOptions): Promise<number> {
  const { path, named } = environmentFile
  const { environment, contracts, cut } = readEnvironment(path, named, process.env, folders)
  const cases = readCases(file, contracts)
  if (cases.length === 0) throw new UsageError(`${file} holds no case; expected one or more`)
  const of = [...new Set(cases.map(({ endpoint }) => endpoint))]
  const asked = { endpoints: of, allowedHosts, contracts }
  const outcomes = await withTargets(environment, asked, async (settings, kind) => {
    // Each is tried alone, without others drawn beside it, and any violation counts.
    const options = { ...defaultOptions, ...asked, cut, gate: 'INFERRED', cases: 0 } as const
    const { plan, endpoints } = await withPrintedHeaders(makePlan(options, settings, kind))
    const each = endpoints.map((endpoint) => replayOn(endpoint, plan, cases))
    return (await Promise.all(each)).flat()
  })
  if (outcomes.includes('still failing')) return 1
  return outcomes.includes('could not run') ? 3 : 0
}

async function replayOn(
  { contract, settings, checks }: PlannedEndpoint,
  plan: Plan,
  all: readonly KeptCase[],
): Promise<Outcome[]> {
  const cases = all.filter(({ endpoint }) => endpoint === contract.name)
  const tried = cases.map((kept) => {
    const check = checks.find(({ id }) => id === kept.check)
    if (check) return { kept, check }
    throw new UsageError(`the case is of ${kept.check}, a check that ${contract.name} does not have`)
  })
  const target = new Target(contract, settings, plan)
  const session = await Session.open(
    target,
    tried.map(({ check }) => check),
    { concurrency: 1 },
  )
  const outcomes: Outcome[] = []
  for (const { kept, check } of tried) {
    const generation = { ...plan.options.generation, kept: [kept] }
    const result = await session.run(check, { ...plan.options, generation })
    const outcome = outcomeOf(result)
    process.stdout.write(printable(`${outcome}: ${contract.name} ${check.id}${why(result)}\n`))
    outcomes.push(outcome)
  }
  const { leftovers } = await session.close()
  for (const sentence of leftovers) process.stdout.write(printable(`left on ${contract.name}: ${sentence}\n`))
  return outcomes
}

function outcomeOf({ verdict }: CheckResult): Outcome {
  if (verdict === 'pass') return 'fixed'
  return verdict === 'fail' || verdict === 'warn' ? 'still failing' : 'could not run'
}

function why(result: CheckResult): string {
  if (result.verdict === 'pass') return ''
  const lines = storyOf(result).telling.map(({ exchange }) => `\n  ${exchange.curl}`)
  return `: ${result.reason}${lines.join('')}`
}
