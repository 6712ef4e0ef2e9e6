import type {
  CheckRecord,
  EndpointRecord,
  RequirementRecord,
  RunRecord,
} from '../../helpers/record/record.ts'
import type { Exchange } from '../../helpers/target/exchange.ts'
import { type Verdict, verdicts } from '../../helpers/verdict/verdict.ts'

/** Texts that are legal in XML and easily broken. */
export const hostileTexts = [
  { plain: ']]>' },
  { plain: `quotes " ' and <tags/> &amp; &#0; &nope;` },
  { plain: '<![CDATA[ <!-- <?php' },
  { plain: 'emoji 🚀 and گروه' },
] as const

const legal = hostileTexts.map(({ plain }) => plain).join(' ')

const hostile = [
  legal,
  'null \u0000',
  'bell \u0007',
  'escape \u001b[31m',
  'half \ud83d',
  'other half \ude80',
  'no character \ufffe \uffff',
].join(' ')

const exchange: Exchange = {
  request: {
    method: 'PUT',
    url: `http://127.0.0.1:1/${hostile}`,
    headers: [['X-Hostile', hostile]],
    body: hostile,
  },
  answer: { status: 500, headers: [['X-Hostile', hostile]], body: hostile, bytes: hostile.length },
  curl: `curl ${hostile}`,
  startedAt: '2026-03-04T05:06:07.089Z',
  milliseconds: 1.2,
}

/** A record that holds every verdict in each of two endpoints, with texts that no writer likes. */
export function hostileRecord(): RunRecord {
  return {
    format: 1,
    suite: { name: 'group-update-conformance', version: '0.0.0', catalogue: 'sha256:0123456789abcdef' },
    run: {
      id: '00000000-0000-4000-8000-000000000000',
      startedAt: '2026-03-04T05:06:07.089Z',
      finishedAt: '2026-03-04T05:06:08.090Z',
      seed: 1,
      cases: 6,
      complete: true,
      failOn: 'MUST',
      requireAll: false,
      selection: { only: [], skip: [] },
    },
    verdict: 'not-conformant',
    endpoints: [endpoint('first', ''), endpoint('second', 'other-')],
  }
}

function endpoint(name: string, prefix: string): EndpointRecord {
  const one = verdicts.map((verdict) => check(`${prefix}check-${verdict}`, 'one', verdict))
  const two = [check(`${prefix}more-pass`, 'two', 'pass'), check(`${prefix}more-fail`, 'two', 'fail')]
  return {
    name,
    title: `Endpoint ${hostile}`,
    baseUrl: 'http://127.0.0.1:1',
    kind: 'live',
    verdict: 'not-conformant',
    requests: 12,
    counts: { pass: 2, fail: 2, warn: 1, inconclusive: 1, 'not-tested': 1, 'known-failing': 1 },
    leftovers: [hostile],
    requirements: [
      requirement('first-duty', one),
      // A check that judges two requirements stands under both.
      requirement('second-duty', [...two, ...one.slice(0, 1)]),
    ],
    leftOut: [],
  }
}

function requirement(id: string, checks: readonly CheckRecord[]): RequirementRecord {
  return {
    id,
    level: 'MUST',
    basis: 'page',
    duty: `duty of the failing ${hostile}`,
    source: { document: 'the document', section: `section 1 ${legal}` },
    verdict: 'fail',
    checks,
  }
}

function check(id: string, behaviour: string, verdict: Verdict): CheckRecord {
  const common = { id, behaviour, title: `MUST ${hostile}`, verdict, milliseconds: 1234 }
  if (verdict === 'pass') return common
  const repeat = `npx group-update-conformance run first --only ${id}`
  if (verdict === 'not-tested') return { ...common, reason: 'set SQS_TENANT to a tenant', repeat }
  return {
    ...common,
    reason: hostile,
    expected: hostile,
    seen: hostile,
    exchanges: [exchange],
    counterexample: {
      seed: 1,
      path: '0:1',
      payload: JSON.stringify(hostile),
      requests: { found: 3, shrinking: 9 },
    },
    ...(verdict === 'known-failing' && { listed: { reason: hostile, expires: '2026-03-05', flaky: true } }),
    repeat,
  }
}
