import { describe, expect, test } from 'vitest'
import { checksOfContract, openSession, renderReport, runConformance, startMock } from '../../index.ts'

// Callers in JavaScript have no compiler: what they hand over is `any`, as JSON.parse gives it.
const parsed = (json: string) => JSON.parse(json)

const wrong: readonly (readonly [options: string, says: string])[] = [
  ['{"gate":"must"}', 'gate is "must"; expected MUST, SHOULD, INFERRED'],
  ['{"gate":"nonsense"}', 'gate is "nonsense"; expected MUST'],
  ['{"only":"auth-missing"}', 'only is "auth-missing"; expected a list of texts'],
  ['{"skip":[1]}', 'skip.0 is 1; expected a list of texts'],
  ['{"only":[""]}', 'only.0 is ""; expected a list of texts, each of 1 to 4096 characters'],
  ['{"skip":["auth-*",""]}', 'skip.1 is ""; expected a list of texts, each of 1 to 4096 characters'],
  [`{"only":["${'a'.repeat(70_000)}"]}`, '…; expected a list of texts, each of 1 to 4096 characters'],
  ['{"contracts":[""]}', 'contracts.0 is ""; expected a list of texts'],
  ['{"endpoints":"sqs"}', 'endpoints is "sqs"; expected a list of texts'],
  ['{"endpoints":["sqss"]}', 'there is no endpoint sqss; expected autodialer or sqs'],
  ['{"rate":0}', 'rate is 0; expected a whole number of at least 1, or auto'],
  ['{"rate":"slow"}', 'rate is "slow"; expected a whole number of at least 1, or auto'],
  ['{"cases":"x"}', 'cases is "x"; expected a whole number of at least 1'],
  ['{"seed":1.5}', 'seed is 1.5; expected a whole number of at least 0'],
  ['{"timeout":0}', 'timeout is 0; expected a whole number from 1 to 2147483'],
  ['{"timeout":2147484}', 'timeout is 2147484; expected a whole number from 1 to 2147483'],
  ['{"deadline":null}', 'deadline is null; expected a whole number from 1'],
  ['{"refusalsOnly":"no"}', 'refusalsOnly is "no"; expected true or false'],
  ['{"concurency":2}', 'there is no option concurency; did you mean concurrency?'],
  ['{"failOn":"must"}', 'there is no option failOn; did you mean '],
  ['{"settings":"https://x"}', 'settings is "https://x"; expected texts by the names of .env.example'],
  ['{"settings":{"SQS_PASSWORD":5}}', 'settings.SQS_PASSWORD is of the type number; expected a text'],
  ['{"settings":{"SQS_BASEURL":"x"}}', 'SQS_BASEURL is no setting of this suite; did you mean SQS_BASE_URL?'],
  ['{"settings":{"SQS_TENANT":"x"}}', 'SQS_BASE_URL is empty, and SQS_TENANT is given'],
  ['{"settings":{"SQS_BASE_URL":""}}', 'SQS_BASE_URL is set and empty'],
  ['{"allowedHosts":["example.org"]}', '--allow-host example.org is given, and no address is'],
  ['"sqs"', 'the options are "sqs"; expected an object'],
  ['null', 'the options are null; expected an object'],
]

describe('a UsageError names the option, its value and what is expected', () => {
  test.for(wrong)('runConformance(%s)', async ([options, says]) => {
    await expect(runConformance(parsed(options))).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining(says),
    })
  })

  test.for([
    ['{"endpoint":"sqs"}', 'openSession: settings is not given; expected texts by the names'],
    ['{"settings":{}}', 'openSession: endpoint is not given; expected a text'],
    ['{"endpoint":"sqz","settings":{}}', 'there is no endpoint sqz'],
    ['{"endpoint":"sqs","settings":{}}', 'SQS_BASE_URL is empty'],
    ['{"endpoint":"sqs","settings":{},"gate":"x"}', 'openSession: gate is "x"'],
  ] as const)('openSession(%s)', async ([options, says]) => {
    await expect(openSession(parsed(options))).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining(says),
    })
  })

  test.for([
    ['{"fault":["sqs-forgets"]}', 'startMock: there is no option fault; did you mean faults?'],
    ['{"faults":"sqs-forgets"}', 'startMock: faults is "sqs-forgets"; expected a list of texts'],
    ['{"faults":["sqs-forgetz"]}', '"sqs-forgetz"; did you mean "sqs-forgets"'],
    ['{"port":"x"}', 'startMock: port is "x"; expected a whole number from 0 to 65535'],
    ['{"delay":-1}', 'startMock: delay is -1; expected a whole number'],
    ['null', 'startMock: the options are null; expected an object'],
    ['5', 'startMock: the options are 5; expected an object'],
    ['[]', 'startMock: the options are []; expected an object'],
  ] as const)('startMock(%s)', async ([options, says]) => {
    await expect(startMock(parsed(options))).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining(says),
    })
  })

  test('renderReport in an unknown format', async () => {
    const record = await runConformance({ only: ['auth-missing'], embedded: true })
    expect(() => renderReport(record, parsed('"pdf"'))).toThrow('the format is pdf; expected junit, html')
  })

  test.for(['undefined', '5', '""', '{}'])('checksOfContract(%s)', (given) => {
    const folder = given === 'undefined' ? undefined : parsed(given)
    expect(() => checksOfContract(parsed(JSON.stringify(folder) ?? 'null'))).toThrow(
      expect.objectContaining({
        name: 'UsageError',
        message: expect.stringMatching(/^checksOfContract: contract is .*; expected a text of 1 to 4096/),
      }),
    )
  })

  test.for([
    ['null', 'md'],
    ['{}', 'html'],
    ['"x"', 'junit'],
    ['{"format":1}', 'json'],
  ] as const)('renderReport(%s, %s)', ([record, format]) => {
    expect(() => renderReport(parsed(record), format)).toThrow(
      expect.objectContaining({
        name: 'UsageError',
        message: expect.stringMatching(
          /^renderReport: the record is no run record: .+; expected a run record, as runConformance gives it$/,
        ),
      }),
    )
  })

  test('a setting that is undefined is set and empty', async () => {
    const settings = { SQS_BASE_URL: undefined }
    for (const run of [{ settings }, { settings, endpoints: ['sqs'] }])
      await expect(runConformance(run)).rejects.toMatchObject({
        name: 'UsageError',
        message: expect.stringContaining('SQS_BASE_URL is set and empty'),
      })
  })

  test('an option that is undefined is not given', async () => {
    const options = {
      ...parsed('{"only":["auth-missing"]}'),
      gate: undefined,
      cases: undefined,
      seed: undefined,
    }
    expect(await runConformance(options)).toMatchObject({ run: { failOn: 'MUST', cases: 4 } })
  })
})
