import { expect, test } from 'vitest'
import { renderPlan } from '../../helpers/commands/list.ts'
import { renderConsole } from '../../helpers/report/console.ts'
import { type Format, formats } from '../../helpers/report/formats.ts'
import { makePlan } from '../../helpers/session/make-plan.ts'
import { defaultOptions } from '../../helpers/settings/default-options.ts'
import { environmentFor } from '../../mock/environment.ts'
import { madeUp, recordOf } from '../run/in-process.ts'

const results = madeUp('sqs', () => 'pass')
const onMock = recordOf([results])
const onLive = recordOf([
  { ...results, settings: { ...results.settings, kind: 'live', baseUrl: 'http://sqs.example.org' } },
])
const readable = ['junit', 'html', 'md', 'statement'] as const satisfies readonly Format[]

test.for(readable)('%s names what was checked before its first finding', (format) => {
  const head = (text: string) => text.slice(0, text.search(/auth-missing|credentials-required/))
  expect(head(formats[format](onMock))).toMatch(/(embedded|bundled) reference server/)
  expect(head(formats[format](onLive))).toContain('http://sqs.example.org')
  expect(formats[format](onLive)).not.toMatch(/(embedded|bundled) reference server/)
})

test('the terminal ends with it, and with what to do next', () => {
  const shown = (record: typeof onMock) => renderConsole(record, { reports: 'reports', colour: false })
  expect(shown(onMock)).toMatch(/This was the bundled reference server.* Next: set SQS_BASE_URL, .*\n$/)
  expect(shown(onLive)).toMatch(/reports in reports\n$/)
})

test('a list of checks names it', () => {
  const options = { ...defaultOptions, endpoints: ['sqs'] }
  const settings = environmentFor('http://127.0.0.1:1')
  expect(renderPlan(makePlan(options, settings, 'mock'))).toMatch(/^sqs at the embedded reference server: /)
  expect(renderPlan(makePlan(options, settings, 'live'))).toMatch(/^sqs at http:\/\/127\.0\.0\.1:1: /)
})
