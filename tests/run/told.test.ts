import { expect, test } from 'vitest'
import { checksOf } from '../../helpers/record/checks-of.ts'
import { runConformance } from '../../index.ts'
import { started } from './servers.ts'

/** What is said of one check on a faulty server, run after others. */
async function told(fault: string, id: string, ...before: readonly string[]) {
  const endpoint = fault.split('-')[0] ?? ''
  const { environment } = await started({ faults: [fault] })
  const record = await runConformance({
    settings: environment,
    endpoints: [endpoint],
    only: [...before, id],
    concurrency: 1,
    seed: 1,
  })
  return record.endpoints.flatMap(checksOf).find(({ check }) => check.id === id)?.check
}

test('what another check has found has the write that did it, and the read that shows it', async () => {
  const check = await told('sqs-post-removes', 'method-changes-nothing', 'media-type-changes-nothing')
  expect(check?.exchanges?.slice(-2).map(({ request }) => request.method)).toEqual(['POST', 'GET'])
})

test('a date in another form is named, and not a schema', async () => {
  const check = await told('sqs-date-http', 'date-form')
  expect(check).toMatchObject({
    expected: 'created in a documented form',
    cause: 'created: it has another form',
    seen: expect.stringMatching(/^created is "\w{3}, .* GMT": it has another form$/),
  })
})

test('a text that was cut to another one of its own request was cut', async () => {
  const check = await told('autodialer-text-cut-255', 'text-length-255')
  expect(check?.cause).toBe('texts are cut off after 255 characters')
})
