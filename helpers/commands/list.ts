import type { Check } from '../checks/check.ts'
import { unmetByAccount } from '../checks/needs.ts'
import type { Contract } from '../contract/contract.ts'
import { addressed } from '../contract/paths.ts'
import { prefix } from '../fixtures/names.ts'
import { trialLogins } from '../fixtures/resting.ts'
import { whereOf } from '../report/where.ts'
import type { MadePlan, PlannedEndpoint } from '../session/make-plan.ts'
import type { Plan } from '../session/plan.ts'
import { variable } from '../target/endpoint-settings.ts'
import { Target } from '../target/target.ts'

/** What a run would send and write, what it would check, and what each check needs. Sends nothing. */
export function renderPlan({ plan, endpoints }: MadePlan): string {
  return endpoints.map((endpoint) => renderEndpoint(endpoint, plan)).join('\n')
}

function renderEndpoint(endpoint: PlannedEndpoint, plan: Plan): string {
  const { refusalsOnly = false } = plan
  const { contract, settings, selected } = endpoint
  const checked = selected.filter(({ onlyRefused }) => onlyRefused || !refusalsOnly)
  const lines = checked.map(({ id, title, needs, groups }) => {
    const needed = [...needs, ...(groups > 1 ? [`${groups} groups`] : [])]
    return `  ${id}: ${title}${needed.length > 0 ? ` (needs ${needed.join(', ')})` : ''}`
  })
  const left = selected.length - checked.length
  return [
    `${contract.name} at ${whereOf(settings)}: ${checked.length} checks`,
    ...sends(addressed(contract, settings.contractSettings), refusalsOnly).map((line) => `  sends ${line}`),
    ...writes(endpoint, refusalsOnly).map((line) => `  writes ${line}`),
    `  sends ${wrongLogins(checked, new Target(contract, settings, plan), refusalsOnly)}`,
    ...lines,
    ...(left > 0 ? [`  not tested: ${left} checks that send updates which are carried out`] : []),
    '',
  ].join('\n')
}

function sends({ name, update, siblings, settingHeaders }: Contract, refusalsOnly: boolean): string[] {
  const { create, read, list, remove } = siblings
  const others = refusalsOnly ? [read ?? list] : [create, read, list, remove]
  const spelled = others.flatMap((sibling) => (sibling ? [`${sibling.method} ${sibling.path}`] : []))
  const headers = settingHeaders.map(({ header, setting }) => `${header} (${variable(name, setting)})`)
  return [
    `${update.method} ${update.path}, the operation under test, right and wrong, also with other methods, addresses and wrong credentials`,
    `${[...new Set(spelled)].join(', ')}, to ${refusalsOnly ? 'read the group' : 'make, read, list and remove groups'}`,
    ...(headers.length > 0
      ? [`${headers.join(', ')} as ${headers.length > 1 ? 'headers' : 'a header'} of each`]
      : []),
  ]
}

/** How many wrong logins, and for whom. */
function wrongLogins(checked: readonly Check[], target: Target, refusalsOnly: boolean): string {
  const { contract, client, expendable, credentials } = target
  const all = checked.flatMap((check) => check.failedLogins)
  const sent = all.filter(
    ({ of, needs = [], appliesTo = () => true }) =>
      (of === undefined || of in contract.requirements) &&
      appliesTo(contract) &&
      needs.every((need) => unmetByAccount(need, target) === undefined),
  )
  const count = new Set(sent.map(({ id }) => id)).size
  if (count === 0 || client.failedLogins.over !== undefined) return 'no wrong login'
  const own = expendable !== credentials
  const name = `${own ? 'EXPENDABLE_' : ''}${expendable.username ? 'USERNAME' : 'API_KEY'}`
  const trial =
    own || refusalsOnly ? '' : `, and ${trialLogins} before them to see whether they lock the account`
  return `${count} wrong logins for ${target.variable(name)}${trial}: at most ${client.failedLogins.most} in a row (--failed-logins), after everything has been put back`
}

function writes({ contract, settings }: PlannedEndpoint, refusalsOnly: boolean): string[] {
  const named = (
    [
      ['GROUP_ID', settings.groupId],
      ['SECOND_GROUP_ID', settings.secondGroupId],
    ] as const
  ).flatMap(([setting, id]) => (id === undefined ? [] : [`${id} (${variable(contract.name, setting)})`]))
  if (refusalsOnly)
    return [`nothing on a correct server; a faulty one may apply them to ${named.join(', ') || 'a group'}`]
  const given =
    named.length > 0 ? `, or where none can be made: ${named.join(', ')}, put back at the end` : ''
  return [`groups of its own, named ${prefix}…, removed at the end${given}`]
}
