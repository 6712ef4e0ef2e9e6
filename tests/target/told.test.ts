import { expect, test } from 'vitest'
import { loadContract } from '../../helpers/contract/contract.ts'
import { endpointSettings } from '../../helpers/settings/read-endpoint-settings.ts'
import { Target } from '../../helpers/target/target.ts'
import { limits } from '../run/in-process.ts'

const contract = loadContract('sqs')
const settings = endpointSettings(
  contract,
  { SQS_BASE_URL: 'http://127.0.0.1:9', SQS_USERNAME: 'u', SQS_PASSWORD: 'p', SQS_TENANT: 't' },
  'live',
  [],
)
const values = { id: 'one', owner: '1', name: 'a name' }

/** What an update of these values says by a body that is written in their place. */
const toldBy = (body: string) =>
  new Target(contract, settings, { limits }).updateOf('one', values).withBody(body).told

test('an update says what its body says, and one that cannot be read what it was written of', () => {
  const deep = `{"name":"another","x":${'['.repeat(400)}${']'.repeat(400)}}`
  expect(toldBy('{"id":"one","name":"another"}')).toEqual({ id: 'one', name: 'another' })
  expect(toldBy('[]')).toEqual({})
  expect(toldBy(deep)).toEqual(values)
})
