import { expect } from 'vitest'
import { autodialerAccounts, sqsAccounts } from '../../mock/seed.ts'
import { countOf } from '../report/records.ts'
import { type Ran, test } from './command.ts'
import { echo } from './echo.ts'
import { envFile, gates, leaksIn, sentinelSettings, sentinels } from './sentinels.ts'
import { serve, started } from './servers.ts'

const secrets = { ...sentinels, ...gates }

test('the search for leaks finds each notation, and whatever has been cut or changed', () => {
  const { SQS_PASSWORD: word } = sentinels
  for (const leak of [
    word,
    word.slice(0, 9),
    word.slice(3, -1),
    word.toUpperCase(),
    JSON.stringify(word),
    encodeURIComponent(word),
    Buffer.from(`sqs-tester:${word}`).toString('base64'),
    Buffer.from(word).toString('base64'),
    Buffer.from(`me:${word.slice(0, -1)}`).toString('base64'),
    word.replace(/[&<"']/g, (char) => `&#${char.charCodeAt(0)};`),
  ]) {
    expect(leaksIn(`before ${leak} after`, secrets)).not.toEqual([])
  }
  expect(
    leaksIn('a password such as $SQS_PASSWORD, or base64($SQS_USERNAME:$SQS_PASSWORD)', secrets),
  ).toEqual([])
})

test('no secret of .env is written or printed when a server repeats it in its answers', async ({
  command,
}) => {
  const { AUTODIALER_PASSWORD, AUTODIALER_API_KEY, SQS_PASSWORD } = sentinels
  const url = await serve(
    echo([
      { authorization: basic('autodialer-tester', AUTODIALER_PASSWORD), apiKey: AUTODIALER_API_KEY },
      { authorization: basic('sqs-tester', SQS_PASSWORD) },
    ]),
  )
  const ran = await command(['run'], { files: { '.env': envFile(sentinelSettings(url)) } })
  expect(ran).toMatchObject({ code: 1, stderr: '' })
  expect(countOf(ran.record).fail).toBeGreaterThan(20)
  expectNoLeak(ran, secrets)
  // The names that stand in their place show that there was something to hide.
  for (const name of ['$SQS_PASSWORD', '$AUTODIALER_PASSWORD', '$AUTODIALER_API_KEY', '$SQS_EXTRA_HEADERS']) {
    expect(ran.stdout).toContain(name)
  }
})

test('nor when it refuses everybody', async ({ commandInProcess }) => {
  const url = await serve(echo([]))
  const ran = await commandInProcess(['run'], { environment: sentinelSettings(url) })
  expect(ran.code).toBeGreaterThan(0)
  expectNoLeak(ran, secrets)
})

test('nor those of the embedded server when it is wrong', async ({ commandInProcess }) => {
  const { environment } = await started({ faults: ['sqs-password-prefix', 'autodialer-keep-alive-trusted'] })
  const ran = await commandInProcess(['run', '--only', 'auth-*'], { environment })
  expect(ran.code).toBe(1)
  const own = [...autodialerAccounts, ...sqsAccounts].flatMap((account) => [
    [`password of ${account.username}`, account.password],
    ...('apiKey' in account ? [[`key of ${account.username}`, account.apiKey]] : []),
  ])
  expectNoLeak(ran, Object.fromEntries(own))
})

test('nor by a list of the checks', async ({ commandInProcess }) => {
  const ran = await commandInProcess(['run', '--list'], {
    environment: sentinelSettings('http://127.0.0.1:1'),
  })
  expect(ran.code).toBe(0)
  expectNoLeak(ran, secrets)
})

/** Neither in the reports nor on the console, whatever notation a reader would have to undo. */
function expectNoLeak(ran: Ran, hidden: Readonly<Record<string, string>>): void {
  const written = ran.files.filter((name) => name.startsWith('reports/'))
  const texts = written.map((name) => ran.file(name) ?? '')
  for (const text of [ran.stdout, ran.stderr, ...texts]) expect(leaksIn(text, hidden)).toEqual([])
}

function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}
