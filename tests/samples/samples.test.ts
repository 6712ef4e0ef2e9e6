import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Mock, startMock } from '../../mock/server.ts'
import { ContractData, object } from '../contract/contract-data.ts'
import { orSkip, type Program } from '../other-stack/stack.ts'
import { answerIn, outputOf, sample } from './sample.ts'

const php: Program = {
  program: 'php',
  probe: ['-r', 'exit(function_exists("curl_init") ? 0 : 1);'],
  install: 'apt-get install -y php-cli php-curl',
}
const shell: Program = {
  program: 'bash',
  probe: ['-c', 'curl --version'],
  install: 'apt-get install -y curl',
}

const autodialer = new ContractData('autodialer')
const sqs = new ContractData('sqs')

let mock: Mock
beforeEach(async () => {
  mock = await startMock()
})
afterEach(() => mock.close())

describe.each([
  ['PHP', php, 'autodialer.php'],
  ['curl', shell, 'autodialer.sh'],
])("the Autodialer page's sample in %s", (language, program, file) => {
  const documented = object(autodialer.requestSample)
  const { _id: known, ...sent } = documented
  const stored: unknown = { id: known, ...sent }

  test('updates the group and gets the documented answer', async ({ skip }) => {
    orSkip(program, skip)
    const printed = await outputOf(program, sample(file, mock.url))
    const answer = answerIn(printed)
    expect(autodialer.problems('UpdatedAnswer', answer)).toEqual([])
    expect(answer).toMatchObject({ success: 1, data: { ...sent, count: 3 } })
    expect(mock.snapshot()).toMatchObject({ autodialer: expect.arrayContaining([stored]) })
    if (language === 'PHP') expect(printed).toContain('response code:200<br/>')
  })

  test('is told that there is no such group', async ({ skip }) => {
    orSkip(program, skip)
    const before = mock.snapshot()
    const id = { from: String(known), to: '6033876dc92de036d1390000' }
    const answer = answerIn(await outputOf(program, sample(file, mock.url, id)))
    expect(autodialer.problems('Refusal', answer)).toEqual([])
    expect(answer).toMatchObject({ success: 0 })
    expect(mock.snapshot()).toEqual(before)
  })
})

// The SQS page shows no program, only the headers and the payload: these are sent as it spells them.
describe('the request of the SQS page, sent by curl', () => {
  const documented = object(sqs.requestSample)
  const send = (id?: { from: string; to: string }) =>
    outputOf(shell, sample('sqs.sh', mock.url, id), mock.environment)

  test('updates the group and gets the documented answer', async ({ skip }) => {
    orSkip(shell, skip)
    const printed = await send()
    expect(printed).toMatch(/^HTTP\/1\.1 200 .*^content-type: application\/json/ims)
    const answer = answerIn(printed)
    expect(sqs.problems('Group', answer)).toEqual([])
    expect(answer).toMatchObject(documented)
    const stored: unknown = { tenant: mock.environment.SQS_TENANT, ...documented }
    expect(mock.snapshot()).toMatchObject({ sqs: expect.arrayContaining([stored]) })
  })

  test('is told that there is no such group', async ({ skip }) => {
    orSkip(shell, skip)
    const before = mock.snapshot()
    const printed = await send({ from: String(documented.id), to: 'By5li9cbFR53VLv6fh00' })
    expect(printed).toMatch(/^HTTP\/1\.1 404 /)
    expect(mock.snapshot()).toEqual(before)
  })
})
