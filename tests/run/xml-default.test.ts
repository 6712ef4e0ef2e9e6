import { expect, test } from 'vitest'
import { judge } from './in-process.ts'
import { headerOf } from './requests.ts'
import { started } from './servers.ts'

test('the check of the default representation sends no accept header', async () => {
  const mock = await started({ keepRequests: true })
  const { results } = await judge('sqs', mock.environment, {
    choose: (checks) => checks.filter(({ id }) => id === 'xml-default'),
  })
  expect(results).toMatchObject([{ id: 'xml-default', verdict: 'pass' }])
  const silent = mock.requests.filter((request) => headerOf(request, 'accept').length === 0)
  expect(silent.map(({ method }) => method)).toEqual(['PUT'])
  for (const update of silent) {
    const names = update.rawHeaders.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase())
    expect(names.sort()).toEqual([
      'authorization',
      'connection',
      'content-length',
      'content-type',
      'host',
      'tenant',
    ])
  }
})

test('it finds a server that answers in JSON by default', async () => {
  const mock = await started({ faults: ['sqs-json-by-default'] })
  const { results } = await judge('sqs', mock.environment, {
    choose: (checks) => checks.filter(({ id }) => id === 'xml-default'),
  })
  expect(results).toMatchObject([{ id: 'xml-default', verdict: 'fail', seen: 'application/json' }])
})
