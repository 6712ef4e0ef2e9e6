import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { valueAt } from '../helpers/contract/json-value.ts'
import type { Answer } from '../helpers/target/answer.ts'
import { dateChecks } from './dates.ts'
import { asUsual } from './plainest.ts'
import { answered, served } from './precedence.ts'

/** A valid update, and what the answer to it says. */
export const success = behaviour('success', [
  check('update-status', 'MUST answer a valid update with success', { of: 'update-succeeds' }, async (t) =>
    t.expectOutcome(await t.send(t.group.update()), 'updated'),
  ),

  check(
    'answer-members',
    'MUST report the group with the documented members',
    { of: 'answer-members', after: [...served, 'answer-is-json', 'success-envelope'] },
    async (t) => {
      const answer = await asUsual(t)
      t.expectAccepted(answer)
      t.expectSchema(t.contract.schemas.group, valueAt(answer.json, t.contract.groupAt), answer)
    },
  ),

  check(
    'success-envelope',
    'MUST wrap the group in the success envelope',
    { of: 'success-envelope', after: [...served, 'answer-is-json'] },
    async (t) => {
      const answer = await asUsual(t)
      t.expectAccepted(answer)
      if (t.contract.schemas.envelope) t.expectSchema(t.contract.schemas.envelope, answer.json, answer)
    },
  ),

  check(
    'answer-is-json',
    'MUST answer with one JSON text and nothing around it',
    { of: 'answer-is-json', after: [...served, 'json-on-request'] },
    async (t) => {
      const plain = await asUsual(t)
      t.expectAccepted(plain)
      expectJson(t, plain)
      for (const end of [' Ünïcödé', ' 🚀', ' "quoted"\\\n\t']) {
        const update = t.group.update({ name: t.fixtures.names.name() + end }).maybeRefused()
        const answer = await t.send(update)
        if (t.isTaken(answer)) expectJson(t, answer)
      }
    },
  ),

  check(
    'answer-media-type',
    'SHOULD label a JSON answer as JSON',
    { of: 'answer-media-type', after: [...served, 'json-on-request'] },
    async (t) => {
      const answer = await asUsual(t)
      t.expectAccepted(answer)
      t.expect(
        answer.saysJson,
        'content type application/json',
        answer.mediaType || 'no content type',
        answer,
      )
    },
  ),

  check(
    'answer-echo',
    'MUST report what was sent',
    { of: 'answer-echoes', after: [...served, 'answer-is-json', 'success-envelope', 'answer-members'] },
    async (t) => {
      const update = t.group.update()
      const answer = await t.send(update)
      t.expectAccepted(answer)
      t.expectReported(answer, update.values)
    },
  ),

  check(
    'answer-count',
    'MUST report the number of numbers as count',
    { of: 'count-of-numbers', after: answered },
    async (t) => {
      const lists = [['2001', '2002', '2003', '2004'], ['2005'], ['2006', '2006'], []]
      const updates = lists.map((numbers) => t.group.update({ numbers }))
      for (const update of [...updates, t.group.update().claiming({ count: 99 })]) {
        const answer = await t.send(update.free())
        // A repeated number, an empty list and an unknown member may each be refused.
        if (!t.isAccepted(answer)) continue
        const { numbers } = update.values
        const { count, numbers: reported } = t.reported(answer).members
        // Other numbers than were sent are another check's finding: they are to be counted all the same.
        const expected = [reported, numbers].find(Array.isArray)?.length
        if (count !== undefined && Number(count) !== expected) t.expectSame('count', expected, count, answer)
      }
    },
  ),

  ...dateChecks,
])

function expectJson(t: CheckContext, answer: Answer): void {
  const { problem } = answer.jsonReading
  const expected = 'one JSON text in UTF-8 without a byte order mark'
  t.expect(problem === undefined, expected, problem ?? '', answer)
}
