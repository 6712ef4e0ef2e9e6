import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'dotenv'
import { endpointNames } from '../contract/contract.ts'
import { variable } from '../target/endpoint-settings.ts'
import { UsageError } from '../usage-error.ts'

/** Settings by name; one that is empty counts as not given. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The settings of the process over those of a file. A file that is not there is an error only where it was named. */
export function readEnvironment(file: string, named: boolean, process: Environment): Environment {
  if (existsSync(file)) return withSecretsOfFiles({ ...parse(readSettings(file)), ...withoutEmpty(process) })
  if (named)
    throw new UsageError(
      `--env ${file}: no such file; expected a file of NAME=value lines such as .env.example`,
    )
  return withSecretsOfFiles(process)
}

const secrets = ['USERNAME', 'PASSWORD', 'API_KEY'].flatMap((part) => [part, `UNPRIVILEGED_${part}`])

/** Secrets may stand in files, as containers mount them: `SQS_PASSWORD_FILE` names the one that holds `SQS_PASSWORD`. */
function withSecretsOfFiles(environment: Environment): Environment {
  const names = endpointNames().flatMap((endpoint) =>
    [...secrets, 'EXTRA_HEADERS'].map((secret) => variable(endpoint, secret)),
  )
  const found = names.flatMap((name): [string, string][] => {
    const file = given(environment, `${name}_FILE`)
    if (file === undefined) return []
    if (given(environment, name) !== undefined)
      throw new UsageError(`${name} and ${name}_FILE are both given; expected one of them`)
    const text = readSettingsFile(`${name}_FILE`, file, 'a file that holds the value alone')
    return [[name, text.replace(/\r?\n$/, '')]]
  })
  return { ...environment, ...Object.fromEntries(found) }
}

/** The text of a file that a setting names. */
export function readSettingsFile(name: string, file: string, expected: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new UsageError(`${name} names ${file}, which cannot be read; expected ${expected}`)
  }
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
