import { check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { onceARun } from '../helpers/checks/once.ts'
import type { Answer } from '../helpers/target/answer.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { kept, served, stored } from './precedence.ts'
import { pair } from './taken-pairs.ts'

/** As long as most columns of text, and longer than what indices keep of one. */
const length = 250

/**
 * A name that only resembles a taken one may hold what a server does not want: where it takes that of a name which no other
 * resembles, it wants it.
 */
async function expectNotTaken(
  t: CheckContext,
  withName: (start: string) => UpdateRequest,
  resembling: string,
  free: () => string,
): Promise<void> {
  const answer = await t.send(withName(resembling).maybeRefused())
  if (!t.isTaken(answer) && t.isTaken(await t.send(withName(free()).maybeRefused()))) t.expectAccepted(answer)
}

/**
 * What a name ends in that resembles one ending in m: to a collation, which may tell neither accents nor blanks nor the
 * width of a letter apart and see nothing of a character that joins no letters; to a regular expression; to LIKE.
 */
const endings = ['ḿ', 'm ', 'ｍ', 'm\u200c', '.', '_']

/** Last characters of two long names: beyond U+FFFF, where the server takes such, all are the same one to some collations. */
const lasts = [
  ['🍣', '🍺'],
  ['a', 'b'],
] as const

/** Gives a group a name and then another, and the first one to the other group; undefined where the server wants no such names. */
async function freed(t: CheckContext, first: string, second: string): Promise<Answer | undefined> {
  const before = t.group.update({ name: first }).maybeRefused()
  if (!t.isTaken(await t.send(before))) return undefined
  if (!t.isTaken(await t.send(t.group.update({ name: second }).maybeRefused()))) return undefined
  return t.send(t.otherGroup.update(pair(before.values)))
}

/**
 * Frees a name by one that is the same number, written otherwise. Where that does not do, another tells why: either no
 * name is freed, or these two are taken for one.
 */
const freeing = onceARun(async (t) => {
  const { names } = t.fixtures
  const number = names.number()
  const byNumber = await freed(t, `0${number}`, `${number}`)
  if (byNumber && t.isAccepted(byNumber)) return { byNumber, byName: byNumber }
  const before = t.group.update()
  await t.send(before)
  await t.send(t.group.update())
  return { byNumber, byName: await t.send(t.otherGroup.update(pair(before.values))) }
})

/** Names that no other group of the owner has. */
export const freeNameChecks = [
  check(
    'similar-name',
    'MUST accept a name that only resembles that of another group',
    {
      of: 'different-name-accepted',
      groups: 2,
      after: [
        'text-fraction',
        ...kept,
        'freed-name',
        ...['text-accents', 'text-blanks', 'text-case', 'text-cjk', 'text-leading-zeros', 'text-persian'],
      ],
    },
    async (t) => {
      const start = t.fixtures.names.name()
      const name = `${start}m`
      const taken = t.group.update({ name })
      await t.send(taken)
      const withName = (similar: string) => t.otherGroup.update({ ...pair(taken.values), name: similar })
      for (const similar of [`${name}l`, start, name.slice(1), `${start}M`])
        t.expectAccepted(await t.send(withName(similar)))
      const free = () => t.fixtures.names.name()
      for (const ending of endings)
        await expectNotTaken(t, (beginning) => withName(`${beginning}${ending}`), start, free)
      const { byNumber, byName } = await freeing(t)
      if (byNumber && t.isAccepted(byName)) t.expectAccepted(byNumber)
    },
  ),

  check(
    'freed-name',
    'MUST accept a name that another group has given up',
    {
      of: 'different-name-accepted',
      groups: 2,
      after: [...stored, 'every-update-stored', 'update-creates-nothing'],
    },
    async (t) => t.expectAccepted((await freeing(t)).byName),
  ),
]

/** Pairs that a unique index, its collation or a pattern takes for what they are not. */
export const similarPairChecks = [
  check(
    'similar-long-name',
    'MUST accept a long name that only its last character tells from that of another group',
    {
      of: 'different-name-accepted',
      groups: 2,
      after: ['similar-name', 'text-together', 'text-emoji', 'text-highest', 'text-length-256', ...served],
    },
    async (t) => {
      const long = () => t.fixtures.names.name().padEnd(length, 'm')
      const name = long()
      for (const [last, other] of lasts) {
        const taken = t.group.update({ name: `${name}${last}` }).maybeRefused()
        if (!t.isTaken(await t.send(taken))) continue
        const { owner = '' } = taken.values
        const withOther = (start: string) => t.otherGroup.update({ owner, name: `${start}${other}` })
        return expectNotTaken(t, withOther, name, long)
      }
      t.note('the server takes no long names')
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
