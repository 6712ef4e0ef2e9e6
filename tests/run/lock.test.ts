import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished } from 'vitest'
import type { Mock } from '../../mock/server.ts'
import { bareEnvironment, bin, test } from './command.ts'
import { folderForTest } from './kill.ts'
import { only, started } from './servers.ts'

/** A run of SQS that takes some seconds and has begun to send. */
async function goingOn(mock: Mock, reports: string, cwd: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [bin, 'run', 'sqs', '--reports', reports], {
    cwd,
    env: { ...bareEnvironment(), ...mock.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  while (mock.requests.length < 40) await sleep(20)
  return child
}

/** Its exit code and what it said. */
async function ended(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => (said += text))
  const [code] = await once(child, 'close')
  return { code, said }
}

describe('while a run goes on', () => {
  test('another one, or a restoration, on its folder refuses before it touches anything', async ({
    command,
  }) => {
    const mock = await started({ delay: 60, keepRequests: true })
    const reports = folderForTest()
    const first = ended(await goingOn(mock, reports, reports))
    const record = readFileSync(join(reports, 'conformance.json'), 'utf8')
    for (const args of [['run', 'sqs'], ['run', '--embedded'], ['restore']]) {
      const second = await command([...args, '--reports', reports], { environment: mock.environment })
      expect(second.code, args.join(' ')).toBe(2)
      expect(second.stderr).toMatch(
        /^group-update-conformance: .*lock\.json is of a run that goes on \(process/,
      )
    }
    expect(readFileSync(join(reports, 'conformance.json'), 'utf8')).toBe(record)
    expect((await first).code).toBe(0)
    expect(existsSync(join(reports, 'journal'))).toBe(false)
  })

  test('a journal that vanishes makes it inconclusive', async () => {
    const mock = await started({ delay: 60, keepRequests: true })
    const reports = folderForTest()
    const run = ended(await goingOn(mock, reports, reports))
    rmSync(join(reports, 'journal'), { recursive: true })
    const { code, said } = await run
    expect(said).toMatch(/lost sqs: .*vanished/)
    expect(code).toBe(3)
  })

  test('the folder that it works in may go: it ends', async () => {
    const mock = await started({ delay: 20, keepRequests: true })
    const cwd = mkdtempSync(join(tmpdir(), 'group-update-conformance-'))
    const run = ended(await goingOn(mock, folderForTest(), cwd))
    rmSync(cwd, { recursive: true })
    const { code, said } = await run
    expect(said).not.toMatch(/^\s+at /m)
    expect([0, 3]).toContain(code)
  })
})

describe('the lock of a run in another container', () => {
  const held = (beats: number) =>
    JSON.stringify({ token: 'b7c1', host: 'another-container', process: process.pid, beats })

  test('that gives signs of life is respected', async ({ command }) => {
    const { environment } = await started()
    const reports = folderForTest()
    mkdirSync(join(reports, 'journal'))
    const file = join(reports, 'journal', 'lock.json')
    let beats = 0
    const write = () => writeFileSync(file, held(beats++))
    write()
    const timer = setInterval(write, 1_000)
    onTestFinished(() => clearInterval(timer))
    const ran = await command(['run', 'sqs', '--reports', reports], { environment: only('sqs', environment) })
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('on another-container') })
  })

  test.for([held(7), 'no lock', ''])(
    'that gives none is taken over: %s',
    async (text, { commandInProcess }) => {
      const { environment } = await started()
      const reports = folderForTest()
      mkdirSync(join(reports, 'journal'))
      writeFileSync(join(reports, 'journal', 'lock.json'), text)
      const args = ['run', 'sqs', '--only', 'auth-missing', '--reports', reports]
      const ran = await commandInProcess(args, { environment: only('sqs', environment) })
      expect(ran).toMatchObject({ code: 0, stderr: '' })
      expect(existsSync(join(reports, 'journal'))).toBe(false)
    },
  )
})
