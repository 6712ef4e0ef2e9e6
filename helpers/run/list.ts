import type { MadePlan, PlannedEndpoint } from './make-plan.ts'

/** What a run would check and what each check needs. Sends nothing. */
export function renderPlan({ endpoints }: MadePlan): string {
  return endpoints.map(renderEndpoint).join('\n')
}

function renderEndpoint({ contract, settings, selected }: PlannedEndpoint): string {
  const where = settings.kind === 'mock' ? 'the embedded reference server' : settings.baseUrl
  const lines = selected.map(({ id, title, needs, groups }) => {
    const needed = [...needs, ...(groups > 1 ? [`${groups} groups`] : [])]
    return `  ${id}: ${title}${needed.length > 0 ? ` (needs ${needed.join(', ')})` : ''}`
  })
  return `${contract.name} at ${where}: ${selected.length} checks\n${lines.join('\n')}\n`
}
