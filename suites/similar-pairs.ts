import { check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { served, stored } from './precedence.ts'

/** As long as most columns of text, and longer than what indices keep of one. */
const length = 250

/**
 * A name that only resembles a taken one may hold what a server does not want: where it takes that of a name which no other
 * resembles, it wants it.
 */
export async function expectNotTaken(
  t: CheckContext,
  withName: (start: string) => UpdateRequest,
  resembling: string,
  free: () => string,
): Promise<void> {
  const answer = await t.send(withName(resembling).maybeRefused())
  if (!t.isTaken(answer) && t.isTaken(await t.send(withName(free()).maybeRefused()))) t.expectAccepted(answer)
}

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
      await expectNotTaken(t, (start) => t.otherGroup.update({ owner, name: `${start}_` }), name, long)
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
