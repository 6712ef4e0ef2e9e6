import { behaviour, check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import type { Bystander } from '../helpers/fixtures/bystanders.ts'
import type { SentByChecks } from '../helpers/fixtures/exchange-log.ts'
import type { ExchangeDuty } from '../helpers/target/judge-exchange.ts'
import { Violation } from '../helpers/verdict/signals.ts'
import { hasFormats } from './formats.ts'
import { expectLastUpdates } from './last-updates.ts'
import { answered, kept, refusalsKept, served } from './precedence.ts'
import { expectSent } from './sent-by-checks.ts'

/** Every exchange of the run, held against what its request was when it was sent, whichever check sent it. */
export const audit = behaviour('audit', [
  check(
    'every-valid-update-carried-out',
    'MUST carry out every valid update of the run',
    {
      of: 'every-request-answered-alike',
      after: [...served, 'every-update-answered', 'authentication-status'],
      groups: 0,
      turn: 'last',
    },
    async (t) => expectNone(t, 'carried-out', 'toBeCarriedOut'),
  ),

  check(
    'every-refusal-refuses',
    'MUST refuse every request of the run that is to be refused',
    {
      of: 'every-request-answered-alike',
      after: ['unknown-group-not-created'],
      groups: 0,
      turn: 'last',
    },
    async (t) => expectNone(t, 'refused', 'toBeRefused'),
  ),

  check(
    'every-answer-documented',
    'MUST answer every request of the run in a documented way',
    {
      of: 'every-request-answered-alike',
      after: [
        ...answered,
        'every-update-answered',
        'date-form',
        'same-update-again',
        'xml-default',
        'numbers-single',
        'optional-parts-answered',
        'required-name-missing',
        'malformed-truncated',
        'unknown-group',
        'conflict-pair-taken',
        'refusal-envelope',
      ],
      groups: 0,
      turn: 'last',
    },
    async (t) => expectNone(t, 'documented', 'all'),
  ),

  check(
    'every-answer-in-format',
    'MUST answer every request of the run in the format that is due',
    {
      of: 'every-request-answered-alike',
      after: [
        'xml-default',
        'json-on-request',
        'accept-any-case',
        'xml-default-kept-alive',
        'json-kept-alive',
      ],
      groups: 0,
      turn: 'last',
      appliesTo: hasFormats,
    },
    async (t) => expectNone(t, 'represented', 'accepted'),
  ),

  check(
    'every-update-reported',
    'MUST report in every answer of the run what its own request sent',
    {
      of: 'every-request-answered-alike',
      after: [
        ...answered,
        'every-update-answered',
        'answer-count',
        'numbers-empty-typed',
        ...['xml-well-formed', 'xml-values', 'xml-values-special', 'xml-values-unicode', 'xml-values-long'],
      ],
      groups: 0,
      turn: 'last',
    },
    async (t) => expectNone(t, 'reported', 'accepted'),
  ),

  check(
    'never-an-internal-error',
    'MUST NOT answer 5xx to any request of the run',
    { of: 'no-internal-error', after: served, groups: 0, turn: 'last' },
    async (t) => expectNone(t, 'no-internal-error', 'all'),
  ),

  check(
    'last-updates-stored',
    'MUST hold in every group, when all is over, the last update that it accepted',
    {
      of: 'update-stored',
      needs: ['read-back'],
      groups: 0,
      turn: 'settled',
      after: [...kept, ...refusalsKept, 'other-group-kept', 'concurrent-stored', 'id-others'],
    },
    expectLastUpdates,
  ),

  check(
    'bystanders-kept',
    'MUST leave every group alone that the run does not update',
    {
      of: 'other-groups-kept',
      needs: ['list'],
      groups: 0,
      turn: 'settled',
      after: ['other-group-kept', 'update-creates-nothing', 'unknown-group', 'unknown-group-not-created'],
    },
    async (t) => {
      const all = (await t.fixtures.bystanders()).filter(({ sender }) => !sender?.refused)
      for (const { sentence } of all.filter(({ inDoubt }) => inDoubt)) t.note(sentence)
      expectUntouched(
        t,
        all.find(({ inDoubt }) => !inDoubt),
        'all',
      )
    },
  ),

  check(
    'refusals-keep-bystanders',
    'MUST leave every group alone when it refuses an update',
    {
      of: 'refusal-changes-nothing',
      needs: ['list'],
      groups: 0,
      turn: 'settled',
      after: ['update-creates-nothing', 'unknown-group-not-created'],
    },
    async (t) => {
      const touched = (await t.fixtures.bystanders()).find(({ sender }) => sender?.refused)
      expectUntouched(t, touched, 'refused')
    },
  ),
])

function expectUntouched(t: CheckContext, touched: Bystander | undefined, judged: keyof SentByChecks): void {
  if (!touched) {
    expectSent(t, judged)
    return
  }
  const { sender, sentence } = touched
  if (sender) t.showOf(sender.exchange, sender.check === undefined ? [] : [sender.check])
  throw new Violation('groups outside the run to be unchanged', sentence)
}

function expectNone(t: CheckContext, duty: ExchangeDuty, judged: keyof SentByChecks): void {
  const breaches = t.aftermath.breaches.filter((breach) => breach.duty === duty)
  const told = t.unaccountedFor(breaches)
  const [first] = told
  t.note(`${t.fixtures.log.judged} exchanges were judged`)
  if (!first) {
    expectSent(t, judged)
    return
  }
  t.showOf(first.exchange, first.checks)
  const more = told.length > 1 ? ` (and ${told.length - 1} more)` : ''
  throw new Violation(first.expected, first.seen + more, undefined, first.cause, first.difference)
}
