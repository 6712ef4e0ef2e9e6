import { check } from '../helpers/checks/check.ts'
import { served, stored } from './precedence.ts'

/** As long as most columns of text, and longer than what indices keep of one. */
const length = 250

/** Pairs that a unique index, its collation or a pattern takes for what they are not. */
export const similarPairChecks = [
  check(
    'similar-long-name',
    'MUST accept a long name that only its last character tells from that of another group',
    {
      of: 'different-name-accepted',
      groups: 2,
      after: ['similar-name', 'text-together', 'text-length-256', ...served],
    },
    async (t) => {
      const long = () => t.fixtures.names.name().padEnd(length, 'm')
      const name = long()
      const taken = t.group.update({ name: `${name}a` }).maybeRefused()
      if (!t.isTaken(await t.send(taken))) return t.note('the server takes no long names')
      // An underscore stands for any character where the name is looked for as a pattern.
      const { owner = '' } = taken.values
      const similar = await t.send(t.otherGroup.update({ owner, name: `${name}_` }).maybeRefused())
      const free = () => t.otherGroup.update({ owner, name: `${long()}_` }).maybeRefused()
      if (!t.isTaken(similar) && t.isTaken(await t.send(free()))) t.expectAccepted(similar)
    },
  ),

  check(
    'conflict-pair-accented',
    'MUST refuse a pair that is taken where its name has accents and other scripts as well',
    { of: 'pair-unique', groups: 2, after: ['conflict-pair-taken', 'text-accents', ...stored] },
    async (t) => {
      const taken = t.group.update({ name: `${t.fixtures.names.name()} É گ` }).maybeRefused()
      if (!t.isTaken(await t.send(taken))) return t.note('the server takes no such names')
      const { owner = '', name = '' } = taken.values
      t.expectRefused(await t.send(t.otherGroup.update({ owner, name }).refusedBy('conflict')), 'conflict')
    },
  ),
]
