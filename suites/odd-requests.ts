import { check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import type { Json, Role } from '../helpers/contract/types.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { longText } from './doubtful-texts.ts'
import { eachForm } from './each-form.ts'
import { plainestRefusals } from './plainest.ts'
import { served } from './precedence.ts'

type Form = readonly [what: string, from: (update: UpdateRequest) => UpdateRequest]

const tooLong = 1_048_576

/** What databases have a meaning for, and what libraries make objects of a class by. */
const oddNames = ['$set', 'a.b', '']
const namesOfTypes = ['@type', '@class', '$type', '__type', 'class']

/** Members that are missing together, hold what they should not, or are called what software has a meaning for. */
function oddMembers({ contract }: CheckContext): Form[] {
  const roles = (['owner', 'name', 'numbers', 'description'] as const).filter(
    (role) => contract.members[role],
  )
  const holding = (role: Role, value: Json): Form => [
    `${JSON.stringify(value)} as ${contract.members[role]}`,
    (update) => update.with({ [role]: value }),
  ]
  const others = roles.filter((role) => role !== 'name')
  // The server's to say, and so not expected in an update.
  const noDates = Object.fromEntries(contract.dates.members.map((name) => [name, 'x']))
  return [
    [
      'no member but the id',
      (update) => {
        const bare = update.without(...roles)
        const isRefused = roles.some((role) => contract.required.includes(role))
        return isRefused ? bare.refusedBy('invalid', 'malformed', 'unprocessable') : bare
      },
    ],
    ...others.flatMap((role) => [holding(role, true), holding(role, 7)]),
    ...others.map((role) =>
      holding(role, role === 'numbers' ? ['\0', '1\u0001', '\ufeff'] : 'x\0\u0001\ufeff'),
    ),
    ...others.map((role) => holding(role, role === 'numbers' ? [{}, false] : { $gt: '' })),
    ...others.map((role) => halfACharacter(role, contract.members[role] ?? role)),
    [
      'a text of 64 KiB in each member but the name',
      (update) => update.with(Object.fromEntries(others.map((role) => [role, long(role)]))),
    ],
    [
      'members whose names are odd, and dates that are none',
      (update) =>
        update.claiming({
          ...Object.fromEntries(oddNames.map((name) => [name, { value: 'x' }])),
          ...Object.fromEntries(namesOfTypes.map((name) => [name, 'x'])),
          ...noDates,
        }),
    ],
    ['a member whose name holds U+0000', (update) => update.claiming({ 'a\0b': 'x' })],
    [
      `a body of ${tooLong} bytes`,
      // Blanks: what a server keeps of members that it does not know, it may send back.
      (update) => update.withBody(update.text.padEnd(tooLong)),
    ],
  ]
}

function long(role: Role): Json {
  return role === 'numbers' ? [longText('9')] : longText('x')
}

/** Half a surrogate pair, as the escape that it can only be written as. */
function halfACharacter(role: Role, member: string): Form {
  const json = role === 'numbers' ? '["\\ud800"]' : '"x\\ud800y"'
  const members = (update: UpdateRequest) => JSON.stringify(update.without(role).payload).slice(0, -1)
  return [`${json} as ${member}`, (update) => update.withMembers(`${members(update)},"${member}":${json}}`)]
}

/** Headers, methods and addresses that no client sends and every scanner does. */
const onTheWire: readonly Form[] = [
  ['a content type without a slash', (update) => update.withHeader('Content-Type', 'json').free()],
  ['an empty accept header', (update) => update.withHeader('Accept', '').free()],
  ['an accept header that is no list', (update) => update.withHeader('Accept', 'json').free()],
  ['XML by its content type', (update) => update.withHeader('Content-Type', 'application/xml').free()],
  ['an unknown charset', (update) => update.withHeader('Content-Type', 'application/json;charset=x').free()],
  ['an unknown content coding', (update) => update.withHeader('Content-Encoding', 'x').free()],
  ['a body that is not coded as it says', (update) => update.withHeader('Content-Encoding', 'gzip').free()],
  ['a form without a boundary', (update) => update.withHeader('Content-Type', 'multipart/form-data').free()],
  ['the method PROPFIND', (update) => update.withMethod('PROPFIND').another()],
  [
    'an odd query, weight, language, cookie, caller and condition, and a header of four thousand letters',
    (update) =>
      update
        .withQuery('a=1&b[]=%zz&__proto__[x]=1')
        .withHeader('Accept', 'application/json;q=high')
        .withHeader('Accept-Language', '-;q=,')
        .withHeader('Cookie', 'a=%zz')
        // What proxies say that are not to tell whom they ask for (RFC 7239, section 6.2).
        .withHeader('X-Forwarded-For', 'unknown')
        .withHeader('If-None-Match', 'x')
        .withHeader('Range', 'bytes=-')
        .withHeader('X-Request-Id', 'x'.repeat(4_000))
        .free(),
  ],
  ['the method OPTIONS', (update) => update.withMethod('OPTIONS').another()],
]

/** Requests that a server may carry out or refuse, but not fall over. */
export const oddRequestChecks = [
  check(
    'robust-odd-members',
    'MUST NOT answer 5xx to members that are missing, odd or unknown',
    {
      of: 'no-internal-error',
      after: [
        ...served,
        ...plainestRefusals,
        'robust-boolean',
        'robust-nul',
        'robust-lone-surrogate',
        'robust-long-text',
        'optional-all-missing',
      ],
    },
    async (t) => {
      await eachForm(t, oddMembers(t), async (from) =>
        t.expectNoInternalError(await t.send(from(t.group.update().free()))),
      )
    },
  ),

  check(
    'robust-odd-headers',
    'MUST NOT answer 5xx to an odd header, query or method',
    { of: 'no-internal-error', after: [...served, ...plainestRefusals] },
    async (t) => {
      await eachForm(t, onTheWire, async (from) => {
        const request = from(t.group.update())
        t.expectNoInternalError(await t.send(request), request)
      })
    },
  ),
]
