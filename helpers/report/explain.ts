import type { CheckRecord, RequirementRecord } from '../run/record.ts'
import type { Exchange } from '../target/exchange.ts'

/** A verdict that explains itself: the duty and its source, what was expected and seen, the exchange, how to repeat it. */
export function explainCheck(check: CheckRecord, { id, level, duty, source }: RequirementRecord): string {
  const telling = check.exchanges?.at(-1)
  const lines = [
    `requirement ${id} (${level}): ${duty}`,
    `source      ${source.document}, ${source.section}`,
    ...(check.expected === undefined
      ? [`reason      ${check.reason ?? ''}`]
      : [`expected    ${check.expected}`, `saw         ${check.seen}`]),
    ...(check.counterexample
      ? [`payload     ${check.counterexample.payload}`, `seed        ${check.counterexample.seed}`]
      : []),
    ...(telling ? explainExchange(telling) : []),
    ...(check.repeat ? [`repeat      ${check.repeat}`] : []),
  ]
  return lines.map(printable).join('\n')
}

function explainExchange({ request, answer, failure, curl, milliseconds }: Exchange): string[] {
  const came = answer ? `${answer.status} after ${milliseconds} ms` : (failure?.message ?? 'no answer')
  return [
    `request     ${request.method} ${request.url}`,
    ...request.headers.map(([name, value]) => `            ${name}: ${value}`),
    ...(request.body ? [`            ${request.body}`] : []),
    `answer      ${came}`,
    ...(answer?.headers ?? []).map(([name, value]) => `            ${name}: ${value}`),
    ...(answer?.body ? [`            ${answer.body}`] : []),
    `curl        ${curl}`,
  ]
}

/** What a server sends may hold control and escape characters: no terminal or log is written to by it. */
function printable(line: string): string {
  const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g
  return line.replace(control, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
