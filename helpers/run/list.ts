import type { Contract } from '../contract/contract.ts'
import { prefix } from '../fixtures/names.ts'
import { variable } from '../target/endpoint-settings.ts'
import type { MadePlan, PlannedEndpoint } from './make-plan.ts'

/** What a run would send and write, what it would check, and what each check needs. Sends nothing. */
export function renderPlan({ plan, endpoints }: MadePlan): string {
  return endpoints.map((endpoint) => renderEndpoint(endpoint, plan.refusalsOnly === true)).join('\n')
}

function renderEndpoint(endpoint: PlannedEndpoint, refusalsOnly: boolean): string {
  const { contract, settings, selected } = endpoint
  const where = settings.kind === 'mock' ? 'the embedded reference server' : settings.baseUrl
  const checked = selected.filter(({ onlyRefused }) => onlyRefused || !refusalsOnly)
  const lines = checked.map(({ id, title, needs, groups }) => {
    const needed = [...needs, ...(groups > 1 ? [`${groups} groups`] : [])]
    return `  ${id}: ${title}${needed.length > 0 ? ` (needs ${needed.join(', ')})` : ''}`
  })
  const left = selected.length - checked.length
  return [
    `${contract.name} at ${where}: ${checked.length} checks`,
    ...sends(contract, refusalsOnly).map((line) => `  sends ${line}`),
    ...writes(endpoint, refusalsOnly).map((line) => `  writes ${line}`),
    ...lines,
    ...(left > 0 ? [`  not tested: ${left} checks that send updates which are carried out`] : []),
    '',
  ].join('\n')
}

function sends({ update, siblings }: Contract, refusalsOnly: boolean): string[] {
  const { create, read, list, remove } = siblings
  const others = refusalsOnly ? [read ?? list] : [create, read, list, remove]
  const spelled = others.flatMap((sibling) => (sibling ? [`${sibling.method} ${sibling.path}`] : []))
  return [
    `${update.method} ${update.path}, the operation under test, right and wrong, also with other methods, addresses and wrong credentials`,
    `${[...new Set(spelled)].join(', ')}, to ${refusalsOnly ? 'read the group' : 'make, read, list and remove groups'}`,
  ]
}

function writes({ contract, settings }: PlannedEndpoint, refusalsOnly: boolean): string[] {
  const named = (
    [
      ['GROUP_ID', settings.groupId],
      ['SECOND_GROUP_ID', settings.secondGroupId],
    ] as const
  ).flatMap(([setting, id]) => (id === undefined ? [] : [`${id} (${variable(contract.name, setting)})`]))
  if (refusalsOnly)
    return [`nothing on a right server; a faulty one may apply them to ${named.join(', ') || 'a group'}`]
  const given =
    named.length > 0 ? `, or where none can be made: ${named.join(', ')}, put back in the end` : ''
  return [`groups of its own, named ${prefix}-…, removed in the end${given}`]
}
