import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageRoot } from '../../helpers/package-root.ts'

const copied = ['helpers', 'mock', 'schemas', 'suites', 'index.ts', 'package.json']
const configurations = ['tsconfig.json', 'tsconfig.build.json']

/** A copy of this project's sources to write into, and what a maintainer would do in it. */
export class Checkout {
  readonly root: string = mkdtempSync(join(tmpdir(), 'group-update-conformance-'))

  constructor() {
    for (const name of [...copied, ...configurations])
      cpSync(join(packageRoot, name), join(this.root, name), { recursive: true })
    symlinkSync(join(packageRoot, 'node_modules'), join(this.root, 'node_modules'))
  }

  remove(): void {
    rmSync(this.root, { recursive: true })
  }

  read(file: string): string {
    return readFileSync(join(this.root, file), 'utf8')
  }

  /** Writes texts in place of others. Throws where one is not found. */
  replace(file: string, texts: Readonly<Record<string, string>>): void {
    let text = this.read(file)
    for (const [old, by] of Object.entries(texts)) {
      if (!text.includes(old)) throw new Error(`${file} has no ${old}`)
      text = text.replace(old, () => by)
    }
    writeFileSync(join(this.root, file), text)
  }

  /** Compiles it, whatever is wrong with its types; gives what is. */
  build(): string[] {
    const compiler = join('node_modules', 'typescript', 'bin', 'tsc')
    const { stdout } = this.#node(compiler, '-p', 'tsconfig.build.json')
    return stdout.split('\n').filter((line) => line.includes('error TS'))
  }

  /** Runs one check of SQS against the reference server with these faults; gives its verdict and reason, or the error. */
  judge(check: string, faults: readonly string[] = []): string {
    const script = `
      import { openSession, checks, startMock } from 'group-update-conformance'
      const mock = await startMock({ faults: ${JSON.stringify(faults)} })
      const session = await openSession({ endpoint: 'sqs', settings: mock.environment })
      const found = checks.find(({ endpoint, id }) => endpoint === 'sqs' && id === '${check}')
      const { verdict, reason } = await session.run(found)
      await session.close()
      await mock.close()
      console.log(verdict, reason ?? '')`
    const { stdout, stderr } = this.#node('--input-type=module', '--eval', script)
    return stdout.trim() || (/^Error: .*$/m.exec(stderr)?.[0] ?? stderr)
  }

  #node(...args: readonly string[]): { readonly stdout: string; readonly stderr: string } {
    return spawnSync(process.execPath, [...args], { cwd: this.root, encoding: 'utf8' })
  }
}
