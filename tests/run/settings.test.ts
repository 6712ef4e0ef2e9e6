import { expect } from 'vitest'
import { test } from './command.ts'
import { nobody, only, started } from './servers.ts'

// What would be sent to whom is read off --list: it sends nothing.
const list = ['run', '--list', '--only', 'auth-missing']
const listed = (name: string, where: string) => `${name} at ${where}: 1 checks`

test('settings are read from .env in the working folder', async ({ commandInProcess }) => {
  const { environment, url } = await started()
  const ran = await commandInProcess(list, { files: { '.env': envFile(environment) } })
  expect(ran).toMatchObject({ code: 0, stderr: '' })
  expect(ran.stdout).toContain(listed('sqs', url))
})

test('the environment goes before the file, and an empty variable hides nothing', async ({
  commandInProcess,
}) => {
  const mock = await started()
  const file = envFile({ ...only('sqs', mock.environment), SQS_BASE_URL: await nobody() })
  const environment = { SQS_BASE_URL: mock.url, SQS_PASSWORD: '' }
  const ran = await commandInProcess(
    ['run', '--only', 'auth-missing', '--seed', '12', '--reports', 'out/today'],
    {
      environment,
      files: { '.env': file },
    },
  )
  expect(ran).toMatchObject({ code: 0, stderr: '' })
  expect(ran.stdout).toContain('reports in out/today')
  expect(ran.file('out/today/junit.xml')).toContain('<testsuites')
  expect(JSON.parse(ran.file('out/today/conformance.json') ?? 'null')).toMatchObject({
    run: { seed: 12 },
    endpoints: [{ name: 'sqs', kind: 'live', baseUrl: mock.url, verdict: 'partial' }],
  })
})

test('a named file takes the place of .env', async ({ commandInProcess }) => {
  const { environment, url } = await started()
  const files = {
    '.env': envFile({ ...environment, SQS_BASE_URL: await nobody() }),
    'staging.env': envFile(environment),
  }
  const ran = await commandInProcess([...list, '--env', 'staging.env'], { files })
  expect(ran.stdout).toContain(listed('sqs', url))
})

test('endpoints named on the command line are checked, whatever others have a base URL', async ({
  commandInProcess,
}) => {
  const { environment, url } = await started()
  const ran = await commandInProcess(['run', 'autodialer', ...list.slice(1)], { environment })
  expect(ran.stdout).toContain(listed('autodialer', url))
  expect(ran.stdout).not.toContain('sqs at')
})

test.for(['flag', 'file'])(
  'a host other than this machine is allowed by %s',
  async (by, { commandInProcess }) => {
    const { environment } = await started()
    const hosts = { CONFORMANCE_ALLOW_HOSTS: 'staging.example.org, other.example.org' }
    const settings = { ...environment, SQS_BASE_URL: 'https://other.example.org/prefix' }
    const flags =
      by === 'flag' ? ['--allow-host', 'staging.example.org', '--allow-host', 'other.example.org'] : []
    const ran = await commandInProcess([...list, ...flags], {
      environment: settings,
      files: by === 'file' ? { '.env': envFile(hosts) } : {},
    })
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toContain(listed('sqs', 'https://other.example.org/prefix'))
  },
)

function envFile(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}='${value}'\n`)
    .join('')
}
