import { behaviours } from '../../suites/behaviours.ts'
import { checksFor } from '../checks/check.ts'
import type { Contract } from '../contract/contract.ts'
import type { Plan } from './plan.ts'
import { select } from './selection.ts'

/** What a run would check and what each check needs. Sends nothing. */
export function renderPlan(plan: Plan, contracts: readonly Contract[]): string {
  return contracts.map((contract) => renderEndpoint(plan, contract)).join('\n')
}

function renderEndpoint(plan: Plan, contract: Contract): string {
  const checks = select(plan.selection, checksFor(contract, behaviours))
  const settings = plan.endpoints.find(({ endpoint }) => endpoint === contract.name)
  const lines = checks.map(({ id, title, needs, groups }) => {
    const needed = [...needs, ...(groups > 1 ? [`${groups} groups`] : [])]
    return `  ${id}: ${title}${needed.length > 0 ? ` (needs ${needed.join(', ')})` : ''}`
  })
  return `${contract.name} at ${settings?.baseUrl ?? 'the embedded reference server'}: ${checks.length} checks\n${lines.join('\n')}\n`
}
