import type { CheckResult, KeptCase } from '../checks/run-check.ts'
import { printable } from '../report/explain.ts'
import { Target } from '../target/target.ts'
import { UsageError } from '../usage-error.ts'
import { readCases } from './case-files.ts'
import { defaultOptions } from './default-options.ts'
import { withTargets } from './embedded.ts'
import { readEnvironment } from './environment.ts'
import { makePlan, type PlannedEndpoint } from './make-plan.ts'
import type { Plan } from './plan.ts'
import { Session } from './session.ts'

/** What the command line says of a replay. */
export interface ReplayOptions {
  readonly file: string
  readonly environmentFile: { readonly path: string; readonly named: boolean }
  readonly allowedHosts: readonly string[]
}

type Outcome = 'fixed' | 'still failing' | 'could not run'

/** Tries each case of a file again, on the same target or another; gives the exit code. */
export async function replay({ file, environmentFile, allowedHosts }: ReplayOptions): Promise<number> {
  const cases = readCases(file)
  if (cases.length === 0) throw new UsageError(`${file} holds no case; expected one or more`)
  const environment = readEnvironment(environmentFile.path, environmentFile.named, process.env)
  const outcomes = await withTargets(environment, async (settings, kind) => {
    const of = cases.map(({ endpoint }) => endpoint)
    // Each is tried alone, without others drawn beside it, and any violation counts.
    const options = { ...defaultOptions, endpoints: of, gate: 'INFERRED', cases: 0, allowedHosts } as const
    const { plan, endpoints } = makePlan(options, settings, kind)
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

function why({ verdict, reason, exchanges }: CheckResult): string {
  if (verdict === 'pass') return ''
  const curl = exchanges?.at(-1)?.curl
  return `: ${reason}${curl === undefined ? '' : `\n  ${curl}`}`
}
