import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { replaceFile } from '../../helpers/replace-file.ts'
import { formats } from '../../helpers/report/formats.ts'
import { writeReports } from '../../helpers/report/write-reports.ts'
import { hostileRecord } from '../report/hostile-record.ts'
import { bin, test as commandTest } from './command.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'group-update-conformance-'))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

describe('a file is replaced as a whole', () => {
  test('and keeps who may read it, and the place that a link names', () => {
    const file = join(folder, 'known.yml')
    const link = join(folder, 'link.yml')
    writeFileSync(file, 'before', { mode: 0o600 })
    symlinkSync(file, link)
    replaceFile(link, 'after')
    expect(readFileSync(file, 'utf8')).toBe('after')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
    expect(readdirSync(folder).sort()).toEqual(['known.yml', 'link.yml'])
  })

  test('where no other file can be put, it is written to', () => {
    const file = join(folder, 'record.json')
    writeFileSync(join(folder, 'a.json'), JSON.stringify(hostileRecord()))
    writeFileSync(file, 'before')
    chmodSync(file, 0o666)
    chmodSync(folder, 0o555)
    // The folder is of somebody else: root could write to it all the same.
    const uid = process.getuid?.() === 0 ? { uid: 65_534 } : {}
    const args = [bin, 'report', '--from', 'a.json', '--format', 'json', '--out', 'record.json']
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', ...uid })
    chmodSync(folder, 0o755)
    expect([status, stderr]).toEqual([0, ''])
    expect(readFileSync(file, 'utf8')).toBe(formats.json(hostileRecord()))
    expect(readdirSync(folder).sort()).toEqual(['a.json', 'record.json'])
  })

  test('where it is no file, it is written to', () => {
    replaceFile('/dev/null', 'after')
    expect(statSync('/dev/null').isFile()).toBe(false)
  })

  test.runIf(existsSync('/dev/full'))('a full disk is told', () => {
    expect(() => replaceFile('/dev/full', 'after')).toThrow(/^ENOSPC/)
  })
})

test('a report that cannot be rendered is reported in one line, and costs neither the record nor another report', () => {
  const printed = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const record = hostileRecord()
  writeReports(record, folder, {
    'first.txt': () => {
      throw new Error('no such thing\nat some line')
    },
    'second.txt': ({ verdict }) => verdict,
  })
  expect(readdirSync(folder).sort()).toEqual(['conformance.json', 'second.txt'])
  expect(JSON.parse(readFileSync(join(folder, 'conformance.json'), 'utf8'))).toEqual(
    JSON.parse(JSON.stringify(record)),
  )
  expect(readFileSync(join(folder, 'second.txt'), 'utf8')).toBe('not-conformant')
  const path = join(folder, 'first.txt')
  expect(printed.mock.calls).toEqual([[`${path} could not be written: no such thing\n`]])
})

test('the record is there before the first report is tried', () => {
  let there: string[] = []
  writeReports(hostileRecord(), folder, {
    'first.txt': () => {
      there = readdirSync(folder)
      return ''
    },
  })
  expect(there).toEqual(['conformance.json'])
})

test('a record that cannot be written costs no report', () => {
  const printed = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  mkdirSync(join(folder, 'conformance.json', 'in-the-way'), { recursive: true })
  writeReports(hostileRecord(), folder, { 'first.txt': () => 'whole' })
  expect(readdirSync(folder).sort()).toEqual(['conformance.json', 'first.txt'])
  const path = join(folder, 'conformance.json')
  expect(printed.mock.calls).toEqual([
    [expect.stringMatching(new RegExp(`^${path} could not be written: EISDIR.*\n$`))],
  ])
})

test('a report takes the place of an earlier one as a whole', () => {
  const path = join(folder, 'first.txt')
  writeFileSync(path, 'earlier')
  linkSync(path, join(folder, 'open.txt'))
  writeReports(hostileRecord(), folder, { 'first.txt': () => 'later' })
  expect(readFileSync(path, 'utf8')).toBe('later')
  // Whoever had it open reads on in what it was.
  expect(readFileSync(join(folder, 'open.txt'), 'utf8')).toBe('earlier')
})

commandTest(
  'a folder in which no record can be written is reported before anything is sent',
  async ({ commandInProcess }) => {
    const { code, stderr, stdout } = await commandInProcess(['run', 'sqs', '--only', 'auth-missing'], {
      files: { 'reports/conformance.json/in-the-way': '' },
    })
    expect(stderr).toMatch(
      /--reports reports\/conformance\.json cannot be written to \(EISDIR\); expected .*\n$/,
    )
    expect([code, stdout]).toEqual([2, ''])
  },
)

commandTest('a report that cannot be written does not change the exit code', async ({ commandInProcess }) => {
  // A folder stands where the page should go.
  const { code, stderr, record } = await commandInProcess(['run', 'sqs', '--only', 'auth-missing'], {
    files: { 'reports/index.html/in-the-way': '' },
  })
  expect(stderr).toMatch(/^reports\/index\.html could not be written: EISDIR.*\n$/)
  expect([code, record.verdict]).toEqual([0, 'partial'])
})
