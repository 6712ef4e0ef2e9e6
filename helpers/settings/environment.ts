import { existsSync, realpathSync } from 'node:fs'
import { isAbsolute, relative, sep } from 'node:path'
import { parse } from 'dotenv'
import type { Contract } from '../contract/contract.ts'
import { variable } from '../target/endpoint-settings.ts'
import { readText, whyUnreadable } from '../text-file.ts'
import { UsageError } from '../usage-error.ts'
import { knownContracts } from './contracts.ts'
import { settingsOf } from './endpoint-table.ts'
import { assertVariablesKnown, commandsOf, knownVariables, passphraseVariable } from './variables.ts'

/** Settings by name; one that is empty counts as not given. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Where the file has a # behind a value without quotes and a blank, `FILE:LINE` by the name of the setting: what follows
 * is taken for a comment, and may have been meant to be a part of the value.
 */
export type CutValues = Readonly<Record<string, string>>

/** The settings, and the contracts that there are with them. */
export interface KnownEnvironment {
  readonly environment: Environment
  readonly contracts: readonly Contract[]
  readonly cut: CutValues
}

/**
 * The settings of the process over those of a file. A file that is not there, or has no setting of this suite, is an
 * error only where it was named; a name that is all but one of this suite's always is.
 *
 * @param folders of contracts from outside, besides those that the settings name
 */
export function readEnvironment(
  file: string,
  named: boolean,
  process: Environment,
  folders: readonly string[] = [],
): KnownEnvironment {
  const text = existsSync(file) ? readSettings(file) : missing(file, named)
  const ofFile = withoutEmpty(parse(text))
  // A variable that came empty hides nothing of the file; that it came is kept.
  const all = { ...process, ...ofFile, ...withoutEmpty(process) }
  const contracts = contractsOf(all, folders)
  const known = knownVariables(contracts)
  assertQuoted(file, text, known)
  if (named && !known.some((name) => name in ofFile))
    throw new UsageError(
      `--env ${file}: it gives no setting of this suite; expected NAME=value lines such as those of .env.example`,
    )
  assertVariablesKnown([...Object.keys(ofFile), ...Object.keys(process)], contracts)
  assertOwnCommands(file, ofFile, contracts)
  const cut = cutValues(file, text, (name) => name in ofFile && given(process, name) === undefined)
  return { environment: withSecretsOfFiles(all, contracts), contracts, cut }
}

function cutValues(file: string, text: string, isOfFile: (name: string) => boolean): CutValues {
  const found = text.split('\n').flatMap((line, at): [string, string][] => {
    const [, name] = /^\s*(?:export\s+)?(\w+)\s*=\s*(?!['"`])[^#]*\s#/.exec(line) ?? []
    return name !== undefined && isOfFile(name) ? [[name, `${file}:${at + 1}`]] : []
  })
  return Object.fromEntries(found)
}

function assertQuoted(file: string, text: string, known: readonly string[]): void {
  for (const [at, line] of text.split('\n').entries()) {
    // What is not in quotes ends at a #, also at one in the middle of a word.
    const [, name] = /^\s*(?:export\s+)?(\w+)\s*=\s*(?!['"`])[^#]*[^\s#]#/.exec(line) ?? []
    if (name !== undefined && known.includes(name))
      throw new UsageError(
        `${file}:${at + 1}: ${name} holds a #, where its value would end; put 'single quotes' around the value, or a blank before a comment`,
      )
  }
}

/** A contract is somebody else's word: settings that come with it may name an address, and nothing to be run here. */
function assertOwnCommands(file: string, ofFile: Environment, contracts: readonly Contract[]): void {
  const found = contracts.flatMap(commandsOf).find((name) => given(ofFile, name) !== undefined)
  if (found === undefined) return
  const folder = contracts
    .flatMap(({ outside }) => outside?.folder ?? [])
    .find((each) => isWithin(file, each))
  if (folder !== undefined)
    throw new UsageError(
      `${file} gives ${found}, and is in the folder of the contract ${folder}; expected a command in the environment, or in a file elsewhere`,
    )
}

function isWithin(file: string, folder: string): boolean {
  const way = relative(realpathSync(folder), realpathSync(file))
  return !isAbsolute(way) && way.split(sep)[0] !== '..'
}

function missing(file: string, named: boolean): string {
  if (!named) return ''
  throw new UsageError(
    `--env ${file}: no such file; expected a file of NAME=value lines such as .env.example`,
  )
}

/** Secrets may stand in files, as containers mount them: `SQS_PASSWORD_FILE` names the one that holds `SQS_PASSWORD`. */
function withSecretsOfFiles(environment: Environment, contracts: readonly Contract[]): Environment {
  const names = contracts.flatMap((contract) =>
    settingsOf(contract)
      .filter(({ secret }) => secret)
      .map(({ name }) => variable(contract.name, name)),
  )
  const found = [...names, passphraseVariable].flatMap((name): [string, string][] => {
    const file = given(environment, `${name}_FILE`)
    if (file === undefined) return []
    if (given(environment, name) !== undefined)
      throw new UsageError(`${name} and ${name}_FILE are both given; expected one of them`)
    const text = readSettingsFile(`${name}_FILE`, file, 'a file that holds the value alone')
    return [[name, text.replace(/\r?\n$/, '')]]
  })
  return { ...environment, ...Object.fromEntries(found) }
}

/** The contracts that there are with these settings: those in the given folders and in `CONFORMANCE_CONTRACTS` among them. */
function contractsOf(environment: Environment, folders: readonly string[]): readonly Contract[] {
  const set = (given(environment, 'CONFORMANCE_CONTRACTS') ?? '').split(',').map((folder) => folder.trim())
  return knownContracts([...new Set([...folders, ...set])].filter((folder) => folder !== ''))
}

/** The text of a file that a setting names. */
export function readSettingsFile(name: string, file: string, expected: string): string {
  try {
    return readText(file)
  } catch (error) {
    throw new UsageError(`${name} names ${file}, which ${whyUnreadable(error)}; expected ${expected}`)
  }
}

function readSettings(file: string): string {
  try {
    return readText(file)
  } catch (error) {
    throw new UsageError(`--env ${file}: it ${whyUnreadable(error)}; expected a file of NAME=value lines`)
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
