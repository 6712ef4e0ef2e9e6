import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import type { Contract } from '../helpers/contract/contract.ts'
import { hasIdInPath } from '../helpers/contract/id-place.ts'
import type { Json } from '../helpers/contract/types.ts'
import { isUnlikely } from '../helpers/fixtures/ids.ts'
import { swapCase } from '../helpers/swap-case.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { otherIdChecks } from './other-ids.ts'
import { served } from './precedence.ts'
import { type Attempt, refusals } from './refusals.ts'
import { pair } from './taken-pairs.ts'

const inBody = (contract: Contract) => !hasIdInPath(contract)

/** Ids that only resemble the group's. */
const similar: readonly (readonly [id: string, what: string, change: (id: string) => string])[] = [
  ['id-prefix', 'whose id lacks its last character', (id) => id.slice(0, -1)],
  ['id-suffix', 'whose id lacks its first character', (id) => id.slice(1)],
  ['id-longer', 'whose id has one more character', (id) => `${id}0`],
  ['id-percent', 'whose id is a percent sign', () => '%'],
  ['id-star', 'whose id ends in a star', (id) => `${id.slice(0, -1)}*`],
  ['id-pattern', 'whose id is a pattern', () => '.+'],
  ['id-underscore', 'whose id ends in an underscore', (id) => `${id.slice(0, -1)}_`],
  ['id-dot', 'whose id ends in a dot', (id) => `${id.slice(0, -1)}.`],
  ['id-blank', 'whose id ends in a blank', (id) => `${id} `],
]

const resembling: Attempt[] = similar.map(([id, what, change]) => ({
  id,
  what,
  of: 'group-id-exact',
  outcomes: ['notFound', 'invalid', 'malformed'],
  after: ['unknown-group', 'id-malformed-short'],
  from: (update, t) => {
    const { id } = t.group
    const resembles = isUnlikely(id) ? change(id) : id
    // An id may end so by itself.
    return update.to(resembles === id ? t.unknownId() : resembles)
  },
}))

const otherCase: Attempt = {
  id: 'id-case',
  what: 'whose id is in the other case',
  of: 'group-id-exact',
  // Hexadecimal ids mean the same in either case; only ids with other letters are told apart by it.
  appliesTo: hasIdInPath,
  outcomes: ['notFound', 'invalid', 'malformed'],
  after: ['unknown-group'],
  from: (update, t) => {
    const other = swapCase(t.group.id)
    const hexadecimal = /^[\da-f-]*$/i.test(t.group.id)
    return update.to(other === t.group.id || hexadecimal ? t.unknownId() : other)
  },
}

const malformed: Attempt[] = (
  [
    ['id-malformed-short', 'whose id is far too short', 'abc'],
    ['id-malformed-text', 'whose id is no id at all', 'not an id'],
    ['id-malformed-empty', 'whose id is empty', ''],
  ] as const
).map(([id, what, value]) => ({
  id,
  what,
  of: 'malformed-id',
  appliesTo: inBody,
  outcomes: ['invalid', 'notFound'],
  after: ['unknown-group', 'id-malformed-short'],
  from: (update) => update.to(value),
}))

const operators: Attempt[] = (
  [
    ['id-operator-ne', { $ne: null }],
    ['id-operator-gt', { $gt: '' }],
    ['id-operator-regex', { $regex: '.*' }],
    ['id-operator-exists', { $exists: true }],
    ['id-operator-in', { $nin: [] }],
  ] satisfies [string, Json][]
).map(([id, value]) => ({
  id,
  what: `whose id is the operator ${JSON.stringify(value)}`,
  of: 'id-operators',
  // A firewall may know a query where it sees one.
  outcomes: ['invalid', 'notFound', 'malformed', 'unprocessable', 'forbidden'],
  // Who takes one object for a query takes them all.
  after: ['unknown-group', 'id-operator-ne'],
  from: (update) => update.with({ id: value }),
}))

const unknown: Attempt = {
  id: 'unknown-group',
  what: 'of an unknown group',
  of: 'unknown-group',
  outcomes: ['notFound'],
  from: (update, t) => update.to(t.unknownId()),
}

const removed: Attempt = {
  id: 'removed-group',
  what: 'of a group that was removed',
  of: 'unknown-group',
  needs: ['removed-group'],
  after: ['unknown-group'],
  outcomes: ['notFound'],
  from: (update, t) => update.to(t.fixtures.capabilities.removed?.id ?? ''),
}

/** Which group an id means. */
export const notFound = behaviour('not-found', [
  ...refusals(
    { status: 'not-found-status', changesNothing: 'not-found-changes-nothing' },
    'of no group',
    'unknown-group',
    [unknown, removed, ...resembling, otherCase, ...malformed, ...operators],
  ),

  ...otherIdChecks,

  check(
    'unknown-groups-in-a-row',
    'MUST serve an update after eleven of groups that it does not find',
    { of: 'no-internal-error', after: ['unknown-group', ...served] },
    (t) =>
      t.onOneConnection(async (send) => {
        // What is taken from a pool for each of them, mostly of ten, is to be given back.
        for (let sent = 0; sent < 11; sent++)
          t.expectNoInternalError(await send(t.group.update().to(t.unknownId()).refusedBy('notFound')))
        t.expectNoInternalError(await send(t.group.update()))
      }),
  ),

  check(
    'unknown-group-not-created',
    'MUST NOT create a group that it does not find',
    { of: 'refusal-changes-nothing', needs: ['list'], after: ['unknown-group', ...served] },
    async (t) => {
      const update = t.group.update().to(t.unknownId()).refusedBy('notFound')
      const answer = await t.send(update)
      const created = await createdBy(t, update)
      t.expect(created === undefined, 'no group of that name', `group ${created}`, answer)
      // Where a name belongs to one group, one that was not found may hold it all the same.
      if (t.contract.outcomes.conflict) t.expectAccepted(await t.send(t.group.update(pair(update.values))))
    },
  ),
])

async function createdBy(t: CheckContext, update: UpdateRequest): Promise<string | undefined> {
  const listed = await t.listed()
  const found = listed.find(({ values }) => values.name === update.values.name)
  return found && found.values.id !== t.group.id ? String(found.values.id) : undefined
}
