import { expect } from 'vitest'
import { passOn } from '../hostile/front.ts'
import { test } from '../run/command.ts'
import { nobody, only, started } from '../run/servers.ts'
import { wire } from '../target/wire.ts'
import { issue, makeAuthority } from './certificates.ts'
import { startProxy } from './proxy.ts'
import { serveSecurely } from './secure-server.ts'

const authority = await makeAuthority('Authority of the company')
const certificate = await issue(authority)
const one = ['run', '--only', 'auth-missing']

test('an https: target is asked through the proxy of the environment', async ({ command }) => {
  const proxy = await startProxy()
  const target = await secureTarget()
  const ran = await command(one, {
    ...target,
    environment: { ...target.environment, HTTPS_PROXY: proxy.url },
  })
  expect(ran).toMatchObject({ code: 0, stderr: '' })
  expect(new Set(proxy.asked)).toEqual(new Set([new URL(target.environment.SQS_BASE_URL ?? '').host]))
})

test('an https: proxy is trusted by the certificates that are named', async ({ commandInProcess }) => {
  const proxy = await startProxy({ secure: certificate })
  const target = await secureTarget()
  const environment = { ...target.environment, HTTPS_PROXY: proxy.url }
  // Node warns where a proxy has an address in place of a name.
  expect(await commandInProcess(one, { ...target, environment })).toMatchObject({ code: 0 })
  expect(proxy.asked.length).toBeGreaterThan(0)
})

test('a proxy without a scheme is an http: one, and NO_PROXY may name a network', async ({
  commandInProcess,
}) => {
  const proxy = await startProxy()
  const target = await secureTarget()
  const through = { ...target.environment, HTTPS_PROXY: proxy.url.replace('http://', '') }
  expect(await commandInProcess(one, { ...target, environment: through })).toMatchObject({
    code: 0,
    stderr: '',
  })
  const asked = proxy.asked.length
  expect(asked).toBeGreaterThan(0)
  const past = { ...through, NO_PROXY: '127.0.0.0/8' }
  expect(await commandInProcess(one, { ...target, environment: past })).toMatchObject({ code: 0, stderr: '' })
  expect(proxy.asked).toHaveLength(asked)
})

test('NO_PROXY names those that are asked directly', async ({ commandInProcess }) => {
  const proxy = await startProxy()
  const target = await secureTarget()
  const environment = { ...target.environment, HTTPS_PROXY: proxy.url, NO_PROXY: 'example.org,127.0.0.1' }
  const ran = await commandInProcess(one, { ...target, environment })
  expect(ran).toMatchObject({ code: 0, stderr: '' })
  expect(proxy.asked).toEqual([])
})

test('a proxy that refuses is named, and so is one that is not there or does not resolve', async ({
  commandInProcess,
}) => {
  const target = await secureTarget()
  const { host } = new URL(target.environment.SQS_BASE_URL ?? '')
  const away = await nobody()
  for (const [url, says] of [
    [(await startProxy({ refuses: true })).url, `the proxy does not let through to https://${host} (`],
    [away, `cannot connect to https://${host} through the proxy ${new URL(away).host} (ECONNREFUSED)`],
    ['http://me:s3cret@proxy.invalid:3128', 'the proxy proxy.invalid:3128 does not resolve (E'],
  ] as const) {
    const ran = await commandInProcess(one, {
      ...target,
      environment: { ...target.environment, HTTPS_PROXY: url },
    })
    expect(ran.code).toBe(3)
    expect(ran.stdout).toContain(`INCONCLUSIVE sqs: ${says}`)
    expect(ran.stdout).not.toContain('s3cret')
    expect(ran.stdout).toMatch(/^INCONCLUSIVE sqs: .*: look at HTTPS_PROXY, NO_PROXY, SQS_BASE_URL$/m)
  }
})

test('a gateway gets its prefix and its headers with every request', async ({ commandInProcess }) => {
  const { url, environment } = await started()
  const gateway = await wire((request, socket) => {
    const line = request.line.replace(' /gate/way/', ' /')
    passOn(url, { ...request, line }, socket)
  })
  const ran = await commandInProcess(['run', '--only', 'update-status'], {
    environment: {
      ...only('sqs', environment),
      SQS_BASE_URL: `${gateway.url}/gate/way/`,
      SQS_EXTRA_HEADERS: 'X-Gate: open; X-Caller: tests',
    },
  })
  expect(ran).toMatchObject({ code: 0, stderr: '' })
  expect(gateway.arrived.length).toBeGreaterThan(5)
  for (const { line, headers } of gateway.arrived) {
    expect(line).toMatch(/^\w+ \/gate\/way\/sqs\/api\/groups/)
    expect(headers).toContainEqual(['X-Gate', 'open'])
    expect(headers).toContainEqual(['X-Caller', 'tests'])
  }
})

test('secrets are read from files, as containers mount them', async ({ commandInProcess }) => {
  const { environment } = await started()
  const { SQS_USERNAME = '', SQS_PASSWORD = '', ...others } = environment
  const ran = await commandInProcess(one, {
    environment: { ...only('sqs', others), SQS_USERNAME_FILE: 'user', SQS_PASSWORD_FILE: 'password' },
    files: { user: `${SQS_USERNAME}\r\n`, password: `${SQS_PASSWORD}\n` },
  })
  expect(ran).toMatchObject({ code: 0, stderr: '' })
  expect(ran.record.endpoints[0]?.counts.pass).toBe(1)
})

/** A correct server behind TLS, and what it takes to reach it. */
async function secureTarget() {
  const { url, environment } = await started()
  const secure = await serveSecurely(url, certificate)
  return {
    environment: {
      ...only('sqs', environment),
      SQS_BASE_URL: secure,
      CONFORMANCE_CA_FILE: 'ca.pem',
    } as Readonly<Record<string, string>>,
    files: { 'ca.pem': authority.cert },
  }
}
