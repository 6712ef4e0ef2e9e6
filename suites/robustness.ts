import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import type { Answer } from '../helpers/target/answer.ts'
import { show } from '../helpers/target/describe.ts'
import { callerRefusals } from '../helpers/target/exchange-kind.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { awkwardRequests } from './awkward-requests.ts'
import { eachForm } from './each-form.ts'
import { askNumbers, oddNumbers } from './odd-parts.ts'
import { oddRequestChecks } from './odd-requests.ts'
import { plainestRefusals } from './plainest.ts'
import { answered, served } from './precedence.ts'
import { refusalsWithoutAccept } from './refusals-without-accept.ts'
import { spellingChecks } from './spellings.ts'

/** Members that answers have, with what they say of a refusal: whoever spreads a payload over an answer says so too. */
const ofAnswers = { success: 0, data: null, errorCode: 2, message: 'x' }

/** No request that a tester can send earns an internal error. */
export const robustness = behaviour('robustness', [
  ...awkwardRequests.map(([id, on, from]) =>
    check(
      id,
      `MUST NOT answer 5xx ${on.replace(/^on /, 'to ')}`,
      {
        of: 'no-internal-error',
        tried: on,
        after: [...plainestRefusals, ...(id.endsWith('-id') ? ['id-malformed-short'] : [])],
      },
      async (t) => {
        const request = from(t.group.update().free(), t)
        // Others ask some of these as well.
        t.expectNoInternalError(await t.sendOnce(id, () => request, false), request)
      },
    ),
  ),

  check(
    'robust-invalid-utf-8',
    'MUST NOT answer 5xx to bytes that are not UTF-8',
    { of: 'no-internal-error', tried: 'on bytes that are not UTF-8', after: plainestRefusals },
    async (t) => t.expectNoInternalError(await sendInvalidUtf8(t)),
  ),

  check(
    'invalid-utf-8-kept',
    'INFERRED to refuse bytes that are not UTF-8, and not to put another character in their place',
    { of: 'nothing-but-json', after: ['robust-invalid-utf-8'] },
    async (t) => {
      const answer = await sendInvalidUtf8(t)
      if (!t.isAccepted(answer)) return
      const { name } = await t.made(t.group, answer)
      t.expect(!String(name).includes('\ufffd'), 'a refusal', `name reported as ${show(name)}`, answer)
    },
  ),

  check(
    'unknown-members-kept-out',
    'MUST NOT take an unknown member for one that an update has',
    {
      of: 'answer-echoes',
      after: [...answered, 'robust-unknown-members', 'robust-repeated-member', 'json-spelled-differently'],
    },
    async (t) => {
      const name = t.contract.members.name ?? 'name'
      const update = t.group.update()
      const other = t.fixtures.names.name()
      // One that only the case tells from the name comes after it, one that holds a member of its name before.
      const capital = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
      const payload = { type: { [name]: other }, ...update.payload, [capital]: other, ...ofAnswers }
      const answer = await t.send(update.withPayload(payload).maybeRefused())
      if (t.isTaken(answer)) return t.expectTold(t.group, answer, update.values)
      if (!t.meets('read-back')) return
      const { values } = await t.stored(t.group)
      t.expect(values.name !== update.values.name, 'what is refused not to be stored', show(values), answer)
    },
  ),

  check(
    'robust-body-withheld',
    'MUST NOT answer 5xx to a body that breaks off, nor afterwards',
    { of: 'no-internal-error', after: served },
    async (t) => {
      const answer = await t.sendHalf(t.group.update())
      if (answer) t.expectNoInternalError(answer)
      t.expectNoInternalError(await t.send(t.group.update()))
    },
  ),

  check(
    'robust-numbers',
    'MUST NOT answer 5xx to numbers that are not texts, not a list, or very many',
    {
      of: 'no-internal-error',
      after: [...served, ...plainestRefusals],
      appliesTo: ({ members }) => members.numbers !== undefined,
    },
    async (t) => {
      // More than the parameters of a statement may be, of which the fewest are 2,100.
      const many = Array.from({ length: 2_200 }, (_, at) => String(at))
      const forms = [
        ['["","1"]', () => t.send(t.group.update({ numbers: ['', '1'] }).maybeRefused())],
        ['2,200 numbers', () => t.send(t.group.update({ numbers: many }).free())],
        ...oddNumbers.map((numbers) => [show(numbers), () => askNumbers(t, numbers)] as const),
      ] as const
      await eachForm(t, forms, async (ask) => t.expectNoInternalError(await ask()))
    },
  ),

  check(
    'robust-tenant',
    'MUST NOT answer 5xx to a missing or an odd tenant',
    {
      of: 'no-internal-error',
      after: plainestRefusals,
      appliesTo: ({ settingHeaders }) => settingHeaders.length > 0,
    },
    async (t) => {
      for (const { header } of t.contract.settingHeaders) {
        // A quote breaks a query, and a property of every object is found where nothing was put.
        const odd = [`no'such"tenant;--`, 'constructor']
        const forms = [
          [`no header ${header}`, t.group.update().withoutHeader(header)],
          ...odd.map((value) => [`${header}: ${value}`, t.group.update().withHeader(header, value)] as const),
        ] as const
        await eachForm(t, forms, async (update) =>
          t.expectNoInternalError(await t.send(update.maybeRefused(...callerRefusals))),
        )
      }
    },
  ),

  ...refusalsWithoutAccept,
  ...oddRequestChecks,
  ...spellingChecks,
])

/** Two checks ask this question: whether a server falls over it, and what becomes of the bytes. */
function sendInvalidUtf8(t: CheckContext): Promise<Answer> {
  const make = () => {
    const update = t.group.update()
    return update.withBody(invalidUtf8(update)).free()
  }
  return t.sendOnce('bytes that are not UTF-8', make, false)
}

function invalidUtf8(update: UpdateRequest): Uint8Array {
  const body = Buffer.from(update.with({ name: `${update.values.name}??` }).text)
  body[body.indexOf('??')] = 0xc3
  return body
}
