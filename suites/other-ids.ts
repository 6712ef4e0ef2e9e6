import { check } from '../helpers/checks/check.ts'
import { hasIdInPath } from '../helpers/contract/id-place.ts'
import type { Json } from '../helpers/contract/types.ts'
import { isUnlikely, unknownIdLike } from '../helpers/fixtures/ids.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { eachForm } from './each-form.ts'
import { stored } from './precedence.ts'
import { otherCount } from './updates-in-a-row.ts'

/** Whatever stands in front of the endpoint may turn away an address that is odd, or one where it knows nothing. */
const refusals = [
  'notFound',
  'invalid',
  'malformed',
  'unprocessable',
  'forbidden',
  'unauthenticated',
] as const

type Form = readonly [what: string, from: (update: UpdateRequest, id: string) => UpdateRequest]

const named = (what: string, change: (id: string) => string): Form => [
  what,
  (update, id) => update.to(change(id)),
]

/** Texts that are no id, or the group's with something that software cuts off, decodes or reads past. */
const texts: readonly Form[] = [
  ...['0', 'null', '*', '__proto__'].map((text) => named(`the id ${text}`, () => text)),
  // Read as an octal number, one that is counted up would be somebody's.
  named('a zero before the id', (id) => `0${isUnlikely(id) ? id : unknownIdLike(id)}`),
  named('a blank before the id', (id) => ` ${id}`),
  named('a line end behind the id', (id) => `${id}\n`),
  named('a slash and more behind the id', (id) => `${id}/x`),
  named('a number sign and more behind the id', (id) => `${id}#x`),
  named('a question mark and more behind the id', (id) => `${id}?x=1`),
  named('a semicolon and more behind the id', (id) => `${id};x=1`),
  named('a format behind the id', (id) => `${id}.json`),
  named('NUL and more behind the id', (id) => `${id}\0x`),
  named('an accent more behind the id', (id) => `${id}\u0301`),
  named('the id in digits of full width', inFullWidth),
  named('a quote behind the id', (id) => `${id}'`),
  named('a number beyond every range as id', () => '9'.repeat(20)),
  named('an emoji behind the id', (id) => `${id}🚀`),
  named('the id encoded twice', (id) => `%${id.charCodeAt(0).toString(16).toUpperCase()}${id.slice(1)}`),
]

/** What stands in an address and is no text at all. */
const segments: readonly Form[] = [
  ['a broken escape in the address', (update) => update.at('%zz')],
  ['an escape that is cut off in the address', (update, id) => update.at(`${encodeURIComponent(id)}%`)],
  ['an escape that is no UTF-8 in the address', (update, id) => update.at(`${encodeURIComponent(id)}%ff`)],
]

/** What a body can hold in place of a text. */
const values: readonly Form[] = [
  ...([true, false, 0, 1, -1, [], [[]]] satisfies Json[]).map(
    (value): Form => [`the id ${JSON.stringify(value)}`, (update) => update.with({ id: value })],
  ),
  named('an id of zeros', (id) => '0'.repeat(id.length)),
  [
    'the id as {"$oid": …}, in the extended JSON of MongoDB',
    (update, id) => update.with({ id: { $oid: id } }),
  ],
  // As the shell of the store writes it, and what is copied from there.
  named('the id within ObjectId("…")', (id) => `ObjectId("${id}")`),
]

/** Ids that no group has, each in its own way. */
export const otherIdChecks = [
  check(
    'id-others',
    'MUST NOT accept a value that is not a group id',
    {
      of: 'group-id-exact',
      after: [
        ...['unknown-group', 'id-malformed-short', 'id-longer', 'id-blank', 'required-id-missing'],
        ...['required-id-array', 'required-id-number', 'required-id-null', 'id-operator-ne'],
        ...['robust-nul', 'robust-nul-id', 'robust-odd-id', 'robust-long-id', 'robust-body-withheld'],
      ],
      onlyRefused: true,
    },
    async (t) => {
      const { id } = t.group
      const forms = hasIdInPath(t.contract) ? [...texts, ...segments] : [...texts, ...values]
      await eachForm(t, forms, async (from) => {
        const request = from(t.group.update(), id)
        const answer = await t.send(request.refusedBy(...refusals))
        t.expectNoInternalError(answer)
        t.expectRefused(answer, 'notFound')
      })
    },
  ),

  check(
    'unknown-group-named',
    'MUST NOT find a group by its name where its id is unknown or missing',
    {
      of: 'unknown-group',
      after: ['unknown-group', 'required-id-missing', 'not-found-changes-nothing', 'id-others', ...stored],
    },
    async (t) => {
      const update = t.group.update()
      t.expectAccepted(await t.send(update))
      const other = update.with(otherCount(t))
      const unknown = other.to(t.unknownId()).refusedBy('notFound', 'conflict', 'invalid')
      t.expectRefused(await t.send(unknown), 'notFound')
      if (!hasIdInPath(t.contract)) {
        const missing = other.without('id').refusedBy('invalid', 'malformed', 'notFound', 'conflict')
        t.expectRefused(await t.send(missing), 'invalid')
      }
      if (t.meets('read-back')) await t.expectStored(t.group, update.values)
    },
  ),
]

/**
 * What some comparisons of texts take for the id in ASCII: with its digits of full width, which are digits to whoever reads
 * numbers; of an id without any, its letters.
 */
function inFullWidth(id: string): string {
  return id.replace(/\d/.test(id) ? /\d/g : /[a-z]/gi, (letter) =>
    String.fromCharCode(letter.charCodeAt(0) + 0xfee0),
  )
}
