import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import type { Json } from '../../helpers/contract/types.ts'
import type { Program } from '../other-stack/stack.ts'

/** A sample of a document, letter for letter but for the address, and the id where another one is given. */
export function sample(
  file: string,
  url: string,
  id?: { readonly from: string; readonly to: string },
): string {
  const code = readFileSync(new URL(file, import.meta.url), 'utf8')
  const addressed = code.replaceAll(/https?:\/\/(192\.168\.51\.21|sqs)(?=\/)/g, url)
  return id ? addressed.replaceAll(id.from, id.to) : addressed
}

/** What a program prints when it is given this code to run. */
export async function outputOf(
  { program }: Program,
  code: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const child = spawn(program, {
    env: { ...process.env, ...environment },
    stdio: 'pipe',
  })
  child.stdin.end(code)
  const [printed, complaints, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${complaints}`)
  return printed
}

/** The JSON object at the end of what a sample prints. */
export function answerIn(printed: string): Json {
  return JSON.parse(printed.slice(printed.indexOf('{')))
}
