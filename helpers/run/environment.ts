import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'dotenv'
import { UsageError } from './usage-error.ts'

/** Settings by name; one that is empty counts as not given. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The settings of the process over those of a file. A file that is not there is an error only where it was named. */
export function readEnvironment(file: string, named: boolean, process: Environment): Environment {
  if (existsSync(file)) return { ...parse(readSettings(file)), ...withoutEmpty(process) }
  if (named)
    throw new UsageError(
      `--env ${file}: no such file; expected a file of NAME=value lines such as .env.example`,
    )
  return process
}

function readSettings(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch {
    throw new UsageError(`--env ${file}: it cannot be read; expected a file of NAME=value lines`)
  }
}

/** The value of a setting, or undefined where it is missing or empty. */
export function given(environment: Environment, name: string): string | undefined {
  const value = environment[name]
  return value === undefined || value === '' ? undefined : value
}

function withoutEmpty(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
}
