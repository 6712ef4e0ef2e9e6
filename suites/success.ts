import { behaviour, check } from '../helpers/checks/check.ts'
import { show } from '../helpers/checks/expectations.ts'
import { isObject, valueAt } from '../helpers/contract/json-value.ts'
import type { Json, Role } from '../helpers/contract/types.ts'
import { asUsual } from './as-usual.ts'
import { dateChecks } from './dates.ts'

/** A right update, and what the answer to it says. */
export const success = behaviour('success', [
  check('update-status', 'MUST answer a right update with success', { of: 'update-succeeds' }, async (t) => {
    const answer = await t.send(t.group.update())
    // What such a body says cannot be read, which other checks find: the status remains.
    if (answer.status === 200 && !isObject(answer.json)) return
    t.expectOutcome(answer, 'updated')
  }),

  check(
    'answer-members',
    'MUST report the group with the documented members',
    { of: 'answer-members' },
    async (t) => {
      const answer = await asUsual(t)
      t.expectAccepted(answer)
      // Nothing at all reports no group; what is there and is no JSON is the finding of another check.
      const nothing = answer.status === 200 && answer.body.length === 0
      if (answer.json === undefined && !nothing) return t.note('not judged: the answer is no JSON')
      t.expectSchema(t.contract.schemas.group, valueAt(answer.json, t.contract.groupAt), answer)
    },
  ),

  check(
    'success-envelope',
    'MUST wrap the group in the success envelope',
    { of: 'success-envelope' },
    async (t) => {
      const answer = await asUsual(t)
      t.expectAccepted(answer)
      if (answer.json === undefined) return t.note('not judged: the answer is no JSON')
      if (t.contract.schemas.envelope) t.expectSchema(t.contract.schemas.envelope, answer.json, answer)
    },
  ),

  check(
    'answer-is-json',
    'MUST answer with one JSON text and nothing around it',
    { of: 'answer-is-json' },
    async (t) => {
      const odd = [' Ünïcödé', ' 🚀', ' "quoted"\\\n\t'].map((end) =>
        t.send(t.group.update({ name: t.fixtures.names.name() + end })),
      )
      for (const [at, answer] of (await Promise.all([asUsual(t), ...odd])).entries()) {
        // A server that does not take such a name refuses it.
        if (at > 0 && !t.isAccepted(answer)) continue
        // No body, or one in another format, is the finding of other checks.
        if (answer.body.length === 0 || answer.saysXml) return
        const { problem } = answer.jsonReading
        t.expect(
          problem === undefined,
          'one JSON text in UTF-8 without a byte order mark',
          problem ?? '',
          answer,
        )
      }
    },
  ),

  check('answer-media-type', 'SHOULD label a JSON answer as JSON', { of: 'answer-media-type' }, async (t) => {
    const answer = await asUsual(t)
    t.expect(answer.saysJson, 'content type application/json', answer.mediaType || 'no content type', answer)
  }),

  check('answer-echo', 'MUST report what was sent', { of: 'answer-echoes' }, async (t) => {
    const update = t.group.update()
    const answer = await t.send(update)
    // A value of another type is the finding of the check of the members.
    const ofType = Object.entries(t.reported(answer).values).filter(
      ([role, value]) => kindOf(value) === kindOf(update.values[role as Role]),
    )
    const roles = ofType.map(([role]) => role)
    const sent = Object.entries(update.values).filter(([role]) => roles.includes(role))
    t.expectReported(answer, Object.fromEntries(sent), new Set())
  }),

  check(
    'answer-count',
    'MUST report the number of numbers as count',
    { of: 'count-of-numbers' },
    async (t) => {
      const lists = [['2001', '2002', '2003', '2004'], ['2005'], ['2006', '2006'], []]
      const updates = lists.map((numbers) => t.group.update({ numbers }))
      for (const update of [...updates, t.group.update().claiming({ count: 99 })]) {
        const answer = await t.send(update)
        // A repeated number, an empty list and an unknown member may each be refused.
        if (!t.isAccepted(answer)) continue
        const { numbers } = update.values
        const { count, numbers: reported } = t.reported(answer).members
        // Other numbers than were sent are another check's finding: they are to be counted all the same.
        const expected = [reported, numbers].find(Array.isArray)?.length
        t.expect(
          count === undefined || Number(count) === expected,
          `count ${expected}`,
          `count ${show(count)}`,
          answer,
        )
      }
    },
  ),

  ...dateChecks,
])

function kindOf(value: Json | undefined): string {
  return Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value
}
