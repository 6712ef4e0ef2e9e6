import { parseObject } from '../../json.ts'
import { denying, making, type SqsFault } from './twists.ts'

/** What becomes of the text of an owner. */
const manglings: readonly (readonly [id: string, lie: string, change: (owner: string) => string])[] = [
  [
    'sqs-text-owner-number',
    'An owner is kept as a number.',
    (owner) => (/^\d+$/.test(owner) ? String(Number(owner)) : owner),
  ],
  ['sqs-text-owner-plus', 'An owner is kept without its plus sign.', (owner) => owner.replace(/^\+/, '')],
  [
    'sqs-text-owner-rounded',
    'An owner of many digits is kept as a double.',
    (owner) => (/^\d{17,}$/.test(owner) ? BigInt(Number(owner)).toString() : owner),
  ],
  [
    'sqs-text-owner-exponent',
    'An owner of sixteen to twenty digits becomes a double, and is written with an exponent where that is shorter.',
    (owner) => (/^[1-9]\d{15,19}$/.test(owner) ? Number(owner).toExponential() : owner),
  ],
  [
    'sqs-text-owner-zeros',
    'An owner of sixteen to twenty digits becomes a double, and its last digits zeros.',
    (owner) => (/^[1-9]\d{15,19}$/.test(owner) ? String(Number(owner)) : owner),
  ],
  [
    'sqs-text-owner-digits',
    'Digits of other scripts become those of ASCII.',
    (owner) => owner.replace(/[۰-۹]/g, (digit) => String('۰۱۲۳۴۵۶۷۸۹'.indexOf(digit))),
  ],
  [
    'sqs-text-owner-folded',
    'An owner that holds anything but small letters and digits is kept in lower case.',
    (owner) => (/^[a-z0-9]*$/i.test(owner) ? owner : owner.toLowerCase()),
  ],
  ['sqs-text-owner-cut', 'An owner is cut at 64 characters.', (owner) => owner.slice(0, 64)],
  ['sqs-text-owner-trimmed', 'An owner is kept without blanks at its ends.', (owner) => owner.trim()],
  [
    'sqs-text-owner-three-bytes',
    'Characters of four bytes in an owner become question marks.',
    (owner) => owner.replace(/[\u{10000}-\u{10ffff}]/gu, '?'),
  ],
  [
    'sqs-text-owner-short-number',
    'An owner of up to eighteen digits is kept as a number.',
    (owner) => (/^\d{1,18}$/.test(owner) ? String(BigInt(owner)) : owner),
  ],
  [
    'sqs-text-owner-composed',
    'Letters and their accents in an owner are put together.',
    (owner) => owner.normalize('NFC'),
  ],
  ['sqs-text-owner-null', 'An owner that reads null is none.', (owner) => (owner === 'null' ? '' : owner)],
]

const mangled: readonly SqsFault[] = manglings.map(([id, lie, change]) => ({
  id,
  lie,
  behaviour: 'text',
  checks: ['text-owner'],
  decisions: making((wanted) => ({ ...wanted, ownerId: change(wanted.ownerId) })),
}))

/** What becomes of an owner, and of an update that gives a group to another one. */
export const owners: readonly SqsFault[] = [
  ...mangled,
  {
    id: 'sqs-owner-kept',
    lie: 'An update to another owner is answered with 200, and the group keeps its owner.',
    behaviour: 'text',
    checks: ['owner-changed'],
    decisions: making((wanted, before) => ({ ...wanted, ownerId: before.ownerId })),
  },
  {
    id: 'sqs-owner-never-stored',
    lie: 'An update to another owner reports the new owner, and stores the old one.',
    behaviour: 'text',
    checks: ['owner-change-stored'],
    decisions: (honest) => ({
      write: (call, wanted) => {
        const before = call.store.find(wanted.tenant, wanted.id)
        return honest.write(call, { ...wanted, ownerId: before?.ownerId ?? wanted.ownerId })
      },
    }),
  },
  {
    id: 'sqs-owner-alone-not-stored',
    lie: 'An update is stored where the name changes; where only the owner does, it is answered and lost.',
    behaviour: 'text',
    checks: ['owner-change-stored'],
    decisions: (honest) => ({
      write: async (call, wanted) => {
        const before = call.store.find(wanted.tenant, wanted.id)
        if (before?.name !== wanted.name || before.ownerId === wanted.ownerId)
          await honest.write(call, wanted)
      },
    }),
  },
  {
    id: 'sqs-owner-case-lost',
    lie: 'Where nothing but the case of the owner changes, an update is answered and lost.',
    behaviour: 'text',
    checks: ['text-owner'],
    decisions: (honest) => ({
      write: (call, wanted) => {
        const before = call.store.find(wanted.tenant, wanted.id)?.ownerId ?? wanted.ownerId
        const isLost = before !== wanted.ownerId && before.toLowerCase() === wanted.ownerId.toLowerCase()
        return honest.write(call, isLost ? { ...wanted, ownerId: before } : wanted)
      },
    }),
  },
  {
    id: 'sqs-owner-quote-500',
    lie: 'An apostrophe in an owner ends a text in a query.',
    behaviour: 'robustness',
    checks: ['text-owner'],
    decisions: denying(
      (call) => String(parseObject(call.request.body)?.ownerId).includes("'"),
      500,
      'syntax error',
    ),
  },
  {
    id: 'sqs-owner-created',
    lie: 'A group that is given to another owner counts as created then.',
    behaviour: 'text',
    checks: ['owner-change-created-kept'],
    decisions: making((wanted, before) =>
      wanted.ownerId === before.ownerId ? wanted : { ...wanted, created: wanted.updated },
    ),
  },
]
