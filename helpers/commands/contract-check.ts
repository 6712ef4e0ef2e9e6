import { behaviours } from '../../suites/behaviours.ts'
import { checksFor } from '../checks/check.ts'
import { readFolder } from '../contract/outside/read-folder.ts'
import { unjudgedParts } from '../contract/outside/unjudged.ts'
import { groupBy } from '../group-by.ts'
import { assertGrounded } from '../session/grounds.ts'
import { settingsOf } from '../settings/endpoint-table.ts'
import { variable } from '../target/endpoint-settings.ts'

/** What would be judged by a contract, and what is missing for more. Throws UsageError for what is wrong with it. */
export function describeContract(folder: string): string {
  const { contract, document } = readFolder(folder)
  const { name, title, update, requirements, siblings, outside } = contract
  const checks = checksFor(contract, behaviours)
  assertGrounded(contract, checks, behaviours)
  const all = behaviours.flatMap((behaviour) => behaviour.checks)
  const more = [...new Set(all.flatMap((check) => check.requirements))].filter((id) => !(id in requirements))
  const absent = (['create', 'read', 'list', 'remove'] as const).filter((sibling) => !siblings[sibling])
  const unjudged = unjudgedParts(document)
  const lines = [
    `${name}: ${title} (${outside?.digest})`,
    `judges ${update.method} ${update.path} by ${Object.keys(requirements).length} requirements and ${checks.length} checks`,
    ...[...groupBy(checks, ({ behaviour }) => behaviour)].map(
      ([behaviour, of]) => `  ${behaviour}: ${of.length}`,
    ),
    `settings: ${settingsOf(contract)
      .map((setting) => variable(name, setting.name))
      .join(', ')}`,
    ...(absent.length > 0
      ? [`no sibling operations: ${absent.join(', ')}; checks that need them are not tested`]
      : []),
    ...(unjudged.length > 0 ? ['of what the document says, no check judges:'] : []),
    ...unjudged.map((part) => `  ${part}`),
    `duties that there are checks for and that it does not have: ${more.join(', ') || 'none'}`,
  ]
  return `${lines.join('\n')}\n`
}
