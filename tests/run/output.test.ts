import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { bareEnvironment, bin } from './command.ts'
import { folderForTest } from './kill.ts'

/** Runs a line of a shell in which `$it` is the command; gives its exit code (of `$it`, where it says so) and what it said. */
async function shell(line: string): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn('sh', ['-c', line], {
    cwd: folderForTest(),
    env: { ...bareEnvironment(), it: `${process.execPath} ${bin}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text) => {
      said[name] += text
    })
  const [code] = await once(child, 'close')
  return { code, ...said }
}

const partial = 'run sqs --only auth-missing'

describe('output that nobody reads changes no exit code and leaves no trace', () => {
  test.for([
    ['the summary of a run', partial, 0],
    ['a list of checks', 'run sqs --list', 0],
    ['a list of faults', 'mock --list', 0],
    ['help', '--help', 0],
    ['a mistake in the arguments', 'run --no-such-option', 2],
  ] as const)('%s', async ([, args, expected]) => {
    const ended = await shell(`{ $it ${args}; echo "code $?" >&2; } 2>said | true; cat said`)
    expect(ended.stdout).toContain(`code ${expected}\n`)
    expect(ended.stdout).not.toMatch(/EPIPE|node:|^\s+at /m)
    const unheard = await shell(`{ { $it ${args} >out; echo $? >code; } 2>&1 | true; } ; sleep 0.2; cat code`)
    expect(unheard.stdout).toBe(`${expected}\n`)
  })

  test.runIf(existsSync('/dev/full'))('a full disk is reported in one line', async () => {
    for (const [args, expected] of [
      [partial, 0],
      ['mock --list', 0],
      ['run sqs --list', 0],
    ] as const) {
      const { code, stderr } = await shell(`$it ${args} >/dev/full`)
      expect(stderr).toMatch(/^group-update-conformance: standard output could not be written \(ENOSPC\)\n$/)
      expect(code).toBe(expected)
    }
    expect(await shell(`$it ${partial} 2>/dev/full >/dev/full`)).toMatchObject({ code: 0, stderr: '' })
  })
})

test.for(['throw new Error("a\\nb")', 'Promise.reject(new Error("a\\nb"))', 'Promise.reject("a\\nb")'])(
  'what nothing catches (%s) ends with one line and exit code 3',
  async (mistake) => {
    const script = `process.argv.push("mock"); const { main } = await import("${
      new URL('../../dist/helpers/commands/command-line.js', import.meta.url).href
    }"); setTimeout(() => { ${mistake} }, 300); process.exitCode = await main(process.argv)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, '--', 'x'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: bareEnvironment(),
    })
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text
    })
    const [code] = await once(child, 'close')
    expect(stderr).toMatch(/^group-update-conformance failed: .*a b.*\n$/)
    expect(code).toBe(3)
  },
)

test('a port beyond all ports is wrong usage, in one line that names the option', async () => {
  const { code, stderr } = await shell('$it mock --port 70000')
  expect(code).toBe(2)
  expect(stderr).toContain("option '--port <n>'")
  expect(stderr).toContain('from 0 to 65535')
  expect(
    stderr
      .trim()
      .split('\n')
      .filter((line) => line !== '(see --help)'),
  ).toHaveLength(1)
})
