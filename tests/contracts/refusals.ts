import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test, vi } from 'vitest'
import { main } from '../../helpers/commands/command-line.ts'
import { mergePatch } from '../../helpers/contract/outside/merge-patch.ts'
import type { Json } from '../../helpers/contract/types.ts'

export const teams = fileURLToPath(new URL('../third-endpoint/teams', import.meta.url))

/** A folder for the tests of one file, or of a part of it; it is gone after each of them. */
export function scratch(): string {
  const place = mkdtempSync(join(tmpdir(), 'contracts-'))
  afterEach(() => rmSync(place, { recursive: true, force: true }))
  return place
}

/** What the command says of a contract, and its exit code. */
export async function told(folder: string): Promise<{ code: number; said: string }> {
  const written: string[] = []
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  const code = await main(['node', 'group-update-conformance', 'run', '--list', '--contract', folder])
  vi.restoreAllMocks()
  return { code, said: written.join('') }
}

type File = 'openapi.json' | 'requirements.json'

/** The contract of the third endpoint with a change to one of its files. */
export function changed(place: string, file: File, patch: Json): string {
  return changedBoth(place, { [file]: patch })
}

/** The same, with a change to either. */
export function changedBoth(place: string, patches: Readonly<Partial<Record<File, Json>>>): string {
  const folder = join(place, 'teams')
  cpSync(teams, folder, { recursive: true })
  for (const [file, patch] of Object.entries(patches)) {
    const before: Json = JSON.parse(readFileSync(join(teams, file), 'utf8'))
    writeFileSync(join(folder, file), JSON.stringify(mergePatch(before, patch)))
  }
  return folder
}

/** A requirement, of whatever its id is about. */
export const duty = {
  level: 'MUST',
  basis: 'page',
  duty: 'A server does so.',
  source: { document: 'Rota', section: '1' },
}

/** A change to a file of the third endpoint, where it is reported, and what is said. */
export type Mistakes = readonly (readonly [mistake: string, change: Json, at: string, says: string])[]

/** Each change is refused, where it stands and as it is due. */
export function refuses(file: File, mistakes: Mistakes): void {
  const place = scratch()
  test.each(mistakes)('%s', async (_, change, at, says) => {
    const { code, said } = await told(changed(place, file, change))
    expect(said).toContain(`${file}#${at}: `)
    expect(said).toContain(says)
    expect(code).toBe(2)
  })
}

export const path = '/rota/v2/teams/{id}'
export const onPath = '/paths/~1rota~1v2~1teams~1{id}'
export const update = (value: Json): Json => ({ paths: { [path]: { patch: value } } })
export const about = (value: Json): Json => ({ 'x-conformance': value })
export const schemas = (value: Json): Json => ({ components: { schemas: value } })
