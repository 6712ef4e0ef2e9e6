import type { Exchange } from '../target/exchange.ts'
import type { CheckRecord, RequirementRecord } from './record.ts'

/** A verdict that explains itself: the duty and its source, what was expected and seen, the exchange, how to repeat it. */
export function explainCheck(check: CheckRecord, { id, level, duty, source }: RequirementRecord): string {
  const telling = check.exchanges?.at(-1)
  const before = (check.exchanges?.length ?? 0) - 1
  const lines = [
    `requirement ${id} (${level}): ${duty}`,
    `source      ${source.document}, ${source.section}`,
    ...(check.expected === undefined
      ? [`reason      ${check.reason ?? ''}`]
      : [`expected    ${check.expected}`, `saw         ${check.seen}`]),
    ...(check.counterexample ? explainCase(check.counterexample) : []),
    ...(telling ? explainExchange(telling) : []),
    ...(before > 0
      ? [`before it   ${before} exchange${before > 1 ? 's' : ''} of this check, in conformance.json`]
      : []),
    ...(check.repeat ? [`repeat      ${check.repeat}`] : []),
  ]
  return lines.map(printable).join('\n')
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
    `drawn by    seed ${seed}, path ${path}; found by request ${requests.found}, made small with ${requests.shrinking} more`,
  ]
}

function explainExchange({ request, answer, failure, curl, milliseconds }: Exchange): string[] {
  const came = answer ? `${answer.status} after ${milliseconds} ms` : (failure?.message ?? 'no answer')
  return [
    `request     ${request.method} ${request.url}`,
    ...request.headers.map(([name, value]) => `            ${name}: ${value}`),
    ...(request.body ? [quoted(request.body)] : []),
    `answer      ${came}`,
    ...(answer?.headers ?? []).map(([name, value]) => `            ${name}: ${value}`),
    ...(answer?.body ? [quoted(answer.body)] : []),
    `curl        ${curl}`,
  ]
}

/** A body, each of its lines behind a bar: none of them can pass for a line of this report or for a CI command. */
function quoted(body: string): string {
  return body
    .split(/\r?\n/)
    .map((line) => `            | ${line}`)
    .join('\n')
}

/**
 * What a server sends may hold control and escape characters, and commands that a CI reads off its log
 * (`##[error]`, `##vso[…]`): no terminal or log is written to by it.
 */
export function printable(line: string): string {
  return line
    .toWellFormed()
    .replace(/##(?=\w*\[)/g, '#\\u{23}')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (char) =>
      char === '\n' || char === '\t' ? char : `\\u{${char.codePointAt(0)?.toString(16)}}`,
    )
}

/** The same on one line, whatever it was. */
export function oneLine(text: string): string {
  return printable(text).replace(/\s+/g, ' ')
}

/** Why a known failure is accepted, and until when. */
export function acceptance({ reason, link, expires }: NonNullable<CheckRecord['listed']>): string {
  return [
    reason,
    ...(link === undefined ? [] : [`(${link})`]),
    ...(expires === undefined ? [] : [`until ${expires}`]),
  ].join(' ')
}
