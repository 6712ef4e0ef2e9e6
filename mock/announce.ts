import { quote } from '../helpers/target/shell.ts'
import type { Active } from './behaviour.ts'
import type { Mock } from './server.ts'

/** What a person needs who has just started the reference server. */
export function describeMock(mock: Mock): string {
  const { environment } = mock
  const settings = Object.entries(environment).map(([name, value]) => `${name}=${quote(value)}`)
  const active = mock.active.map(describeActive)
  return [
    `The reference server listens at ${mock.url}`,
    ...section('Settings that point a run at it', settings),
    ...('SQS_BASE_URL' in environment ? ofBothEndpoints(environment) : []),
    ...section('Faults and variants', active.length > 0 ? active : ['none: it behaves as documented']),
    ...section('Other faults from now on', [`curl -X PUT --data-raw '["sqs-forgets"]' ${mock.url}/__faults`]),
    '',
  ].join('\n')
}

function ofBothEndpoints(environment: Environment): readonly string[] {
  return [
    ...section('Accounts', accounts(environment)),
    ...section('One update of each endpoint', [autodialerCurl(environment), sqsCurl(environment)]),
  ]
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return ['', `${title}:`, ...lines.map((line) => `  ${line}`)]
}

function describeActive({ kind, id, says }: Active): string {
  return `${kind} ${id}: ${says}`
}

type Environment = Readonly<Record<string, string>>

function accounts(environment: Environment): readonly string[] {
  return ['AUTODIALER', 'SQS'].flatMap((endpoint) => {
    const name = endpoint.toLowerCase()
    const user = (kind: string) => environment[`${endpoint}_${kind}USERNAME`] ?? ''
    return [`${name}: ${user('')} may update`, `${name}: ${user('UNPRIVILEGED_')} is known and may not`]
  })
}

function autodialerCurl(environment: Environment): string {
  const setting = (name: string) => environment[`AUTODIALER_${name}`] ?? ''
  const payload = {
    _id: setting('GROUP_ID'),
    name: 'test_group_new',
    numbers: ['1111', '2222', '3333'],
    description: 'just for test',
  }
  return curl('POST', `${setting('BASE_URL')}/api/v4/autodialer/groups/update`, payload, [
    ['-u', `${setting('USERNAME')}:${setting('PASSWORD')}`],
    ['-H', `X-APIKEY: ${setting('API_KEY')}`],
  ])
}

function sqsCurl(environment: Environment): string {
  const setting = (name: string) => environment[`SQS_${name}`] ?? ''
  const payload = { id: setting('GROUP_ID'), ownerId: setting('OWNER_ID'), name: 'CherokeeNation' }
  return curl('PUT', `${setting('BASE_URL')}/sqs/api/groups/${setting('GROUP_ID')}`, payload, [
    ['-u', `${setting('USERNAME')}:${setting('PASSWORD')}`],
    ['-H', `tenant: ${setting('TENANT')}`],
    ['-H', 'Accept: application/json'],
  ])
}

function curl(
  method: string,
  url: string,
  payload: object,
  options: readonly (readonly [string, string])[],
): string {
  const all = [...options, ['-H', 'Content-Type: application/json'], ['--data-raw', JSON.stringify(payload)]]
  const words = all.flatMap(([flag = '', value = '']) => [flag, quote(value)])
  return ['curl', '-sS', '-X', method, ...words, quote(url)].join(' ')
}
