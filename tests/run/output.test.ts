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

/** A file may hold no more than that many blocks of 512 bytes: what is larger finds its disk full. */
const limited = (blocks: number, line: string) => `(ulimit -f ${blocks}; ${line})`

test('a report that finds the disk full leaves what was there, and the cause is named', async () => {
  const { stdout, stderr } = await shell(
    [
      `$it run --embedded --only auth-missing >said; echo before >page.html`,
      limited(8, '$it report --from reports/conformance.json --format html --out page.html'),
      'echo "code $?"; cat page.html; ls',
    ].join('; '),
  )
  expect(stdout).toBe('code 2\nbefore\npage.html\nreports\nsaid\n')
  expect(stderr).toBe(
    'group-update-conformance: --out page.html cannot be written to (EFBIG); expected the name of a file, where there is room for it\n',
  )
})

test('so does a new baseline', async () => {
  const { stdout, stderr } = await shell(
    [
      `yes '# what people say of it' | head -c 200000 >known.yml; cp known.yml before.yml`,
      limited(256, '$it run --embedded --only auth-missing --baseline known.yml --update-baseline >said'),
      'echo "code $?"; cmp known.yml before.yml; ls',
    ].join('; '),
  )
  expect(stdout).toBe('code 0\nbefore.yml\nknown.yml\nreports\nsaid\n')
  expect(stderr).toMatch(/^the new baseline known\.yml could not be written: EFBIG.*\n$/)
})

// Node takes a file that it may not open for one that is not there.
test.for([36, 40, 50])('with %i open files at most, nothing is judged, in one line', async (files) => {
  const { code, stdout, stderr } = await shell(`(ulimit -n ${files}; $it run --embedded)`)
  expect([code, stdout]).toEqual([3, ''])
  expect(stderr).toMatch(/^group-update-conformance .+: Error: .+\n$/)
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
