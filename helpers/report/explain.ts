import { printable } from '../printable.ts'
import type { CheckRecord, RequirementRecord } from '../record/record.ts'
import { type Look, labelled, plainLook, setAgainst } from './set-against.ts'
import { cameOf, type Part, storyOf } from './story.ts'

/** A verdict that explains itself: the duty and its source, what was expected and seen, the exchange, how to repeat it. */
export function explainCheck(
  check: CheckRecord,
  { id, level, duty, source }: RequirementRecord,
  look: Look = plainLook,
): string {
  const { telling, others, count } = storyOf(check)
  const head = [
    `requirement ${id} (${level}): ${duty}`,
    `source      ${source.document}, ${source.section}`,
    ...(check.because ? [`follows     from ${check.because.join(', ')}`] : []),
    ...(check.expected === undefined ? [`reason      ${check.reason ?? ''}`] : []),
  ]
  const rest = [
    ...(check.counterexample ? explainCase(check.counterexample) : []),
    ...telling.flatMap((part) => explainExchange(part, count)),
    ...others.map(explainOther),
    ...(check.repeat ? [`repeat      ${check.repeat}`] : []),
  ]
  const told = check.expected === undefined ? [] : setAgainst(check, look)
  return [...head.map(printable), ...told, ...rest.map(printable)].join('\n')
}

/** Characters of a generated case that are shown; the record and the case file have all of it. */
const shownOfCase = 1_000

function explainCase({
  seed,
  path,
  payload,
  requests,
}: NonNullable<CheckRecord['counterexample']>): string[] {
  const cut = payload.length > shownOfCase ? `… (${payload.length} characters)` : ''
  return [
    `case        ${payload.slice(0, shownOfCase)}${cut}`,
    `drawn by    seed ${seed}, path ${path}; found by request ${requests.found}, shrunk with ${requests.shrinking} more`,
  ]
}

function explainExchange({ exchange, nth }: Part, count: number): string[] {
  const { request, answer, curl, milliseconds } = exchange
  const came = cameOf(exchange) + (answer ? ` after ${milliseconds} ms` : '')
  return [
    `request     ${request.method} ${request.url}${count > 1 ? ` (${nth} of ${count})` : ''}`,
    ...request.headers.map(([name, value]) => `            ${name}: ${value}`),
    ...(request.body ? [quoted(request.body)] : []),
    `answer      ${came}`,
    ...(answer?.headers ?? []).map(([name, value]) => `            ${name}: ${value}`),
    ...(answer?.body ? [quoted(answer.body)] : []),
    `curl        ${curl}`,
  ]
}

/** One line for an exchange that does not tell of the violation: the page and the record have all of it. */
function explainOther({ exchange, nth, when }: Part): string {
  const { method, url } = exchange.request
  return `${when.padEnd(labelled)}${nth}: ${method} ${url}, ${exchange.answer ? 'answered ' : ''}${cameOf(exchange)}`
}

/** A body, each of its lines behind a bar: none of them can pass for a line of this report or for a CI command. */
function quoted(body: string): string {
  return body
    .split(/\r?\n/)
    .map((line) => `            | ${line}`)
    .join('\n')
}

/** Why a known failure is accepted, and until when. */
export function acceptance({ reason, link, expires }: NonNullable<CheckRecord['listed']>): string {
  return [
    reason,
    ...(link === undefined ? [] : [`(${link})`]),
    ...(expires === undefined ? [] : [`until ${expires}`]),
  ].join(' ')
}
