import type { CheckRecord, EndpointRecord, RequirementRecord } from './record.ts'

/** One check of the record with the requirement that it judges. */
export interface JudgedCheck {
  readonly check: CheckRecord
  readonly requirement: RequirementRecord
}

/** Each check of an endpoint once, though it may stand under several requirements. */
export function checksOf({ requirements }: EndpointRecord): JudgedCheck[] {
  const found = new Map<string, JudgedCheck>()
  for (const requirement of requirements) {
    for (const check of requirement.checks)
      if (!found.has(check.id)) found.set(check.id, { check, requirement })
  }
  return [...found.values()]
}
