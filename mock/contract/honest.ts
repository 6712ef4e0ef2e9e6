import type { Json, JsonObject } from '../../helpers/contract/types.ts'
import { soleHeader } from '../exchange.ts'
import { isObject, parseObject } from '../json.ts'
import type { SqsDecisions, SqsField } from '../sqs/decisions.ts'
import { honestSqs } from '../sqs/honest.ts'
import { fitsXml } from '../sqs/xml.ts'
import { answersOf } from './answers.ts'
import { understood } from './members.ts'
import { hasKey } from './request.ts'
import { accountsOf, otherHeaders, soleTenant } from './seed.ts'
import { memberSchema, membersOf, type Served } from './served.ts'

/** The endpoint as a contract says that it behaves; where that says nothing else, as SQS does. */
export function honestFor(served: Served): SqsDecisions {
  return {
    ...honestSqs,
    ...callersOf(served),
    ...payloadsOf(served),
    ...groupsOf(served),
    ...answersOf(served),
  }
}

function callersOf(served: Served): Pick<SqsDecisions, 'authenticate' | 'permits' | 'tenant'> {
  const { basic, apiKey, tenantHeader, outcomes } = served.contract
  return {
    authenticate: async (call) => {
      if (!basic && apiKey === undefined) return call.store.accounts[0]
      const account = await honestSqs.authenticate(call)
      const key = accountsOf(served).find(({ username }) => username === account?.username)?.apiKey
      return key === undefined || hasKey(served, call.request, key) ? account : undefined
    },
    permits: (call, account, permission) =>
      outcomes.forbidden === undefined || honestSqs.permits(call, account, permission),
    tenant: (call) => {
      const asked = otherHeaders(served).every(
        ({ header, value, optional }) => optional || soleHeader(call.request, header.toLowerCase()) === value,
      )
      if (!asked) return undefined
      return tenantHeader !== undefined ? honestSqs.tenant(call) : soleTenant
    },
  }
}

function payloadsOf(served: Served): Pick<SqsDecisions, 'parse' | 'objection' | 'objections'> {
  const { contract, names, xml } = served
  const { requestSchema, schemas, validate } = contract
  const required = Array.isArray(requestSchema.required) ? requestSchema.required : []
  const objectionTo = (member: string, value: Json | undefined): string | undefined => {
    if (value === undefined) return required.includes(member) ? `${member} is mandatory` : undefined
    const [problem] = validate(memberSchema(schemas.request, member), value)
    if (problem !== undefined) return `${member}: ${problem}`
    return isStorable(value, xml) ? undefined : `${member} holds a character that is not allowed`
  }
  return {
    parse: (call) => parseObject(call.request.body),
    objection: (_call, field, value) => {
      const member = names.writtenOf(field)
      return member === undefined ? undefined : objectionTo(member, value)
    },
    objections: (call, payload) => {
      const members = understood(names, payload)
      return membersOf(contract).flatMap((member) => {
        const own = names.ownOf(member)
        const description = isField(own)
          ? call.decide.objection(call, own, members[own])
          : objectionTo(member, members[own])
        return description === undefined ? [] : [{ field: member, description }]
      })
    },
  }
}

function isField(name: string): name is SqsField {
  return name === 'id' || name === 'ownerId' || name === 'name'
}

/** Half a surrogate pair cannot be stored as UTF-8, and a text that XML cannot carry cannot be shown in it. */
function isStorable(value: Json, xml: boolean): boolean {
  if (typeof value === 'string') return value.isWellFormed() && (!xml || fitsXml(value))
  if (Array.isArray(value)) return value.every((item: Json) => isStorable(item, xml))
  return !isObject(value) || Object.values(value).every((item) => isStorable(item, xml))
}

function groupsOf(served: Served): Pick<SqsDecisions, 'mismatches' | 'change' | 'clashes'> {
  const { contract, names, pairsUnique } = served
  const others = membersOf(contract)
    .map(names.ownOf)
    .filter((name) => !isField(name))
  // A fault that reads what is no JSON finds members by the contract's names.
  return {
    mismatches: (call, group, payload) => {
      const members = understood(names, payload)
      return members.id === undefined ? [] : honestSqs.mismatches(call, group, members)
    },
    change: async (call, group, payload) => {
      const members = understood(names, payload)
      const changed = await honestSqs.change(call, group, members)
      return { ...changed, others: { ...group.others, ...named(members, others) } }
    },
    clashes: (call, wanted) => pairsUnique && honestSqs.clashes(call, wanted),
  }
}

/** The members of these names. */
function named(members: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([name]) => names.includes(name)))
}
