import { readFileSync, rmSync } from 'node:fs'
import { problemOf, publishedSchema } from '../contract/published-schema.ts'
import { codeOf } from '../error-code.ts'
import { type Debt, isOfGroup } from '../fixtures/debts.ts'
import { isGroupId } from '../fixtures/group-id.ts'
import { show } from '../target/describe.ts'

/** Whose debts a journal holds: its first line. */
export interface JournalHead {
  readonly format: 1
  readonly endpoint: string
  readonly baseUrl: string
  /** What the contract takes from settings and is no secret, such as the tenant: groups are found with these alone. */
  readonly given?: Readonly<Record<string, string>>
  /** What stands in every name that the run gave. */
  readonly marker: string
  readonly startedAt: string
  readonly process: { readonly host: string; readonly id: number }
}

/** The journal of a run that ended before it had put everything right, or that still goes on. */
export interface KeptJournal extends JournalHead {
  readonly file: string
  readonly debts: readonly Debt[]
  /** A sentence for each entry that nobody can carry out, as it is not what a run writes. */
  readonly unfit: readonly string[]
}

/** A file among the journals that is none; `stranger` says so in a sentence. */
export interface Stranger {
  readonly stranger: string
}

/** Undefined for a run that was killed before its first line was whole: it had sent nothing by then. */
export function readJournal(file: string): KeptJournal | Stranger | undefined {
  const text = textOf(file)
  if (typeof text !== 'string') return text
  // The line that was being written when the run was killed is not whole: what it tells of had not been done.
  const [first, ...lines] = text.split('\n').slice(0, -1)
  if (first === undefined) {
    rmSync(file)
    return undefined
  }
  const whole: unknown = { head: parse(first), debts: [] }
  const validate = publishedSchema<{ head: JournalHead; debts: Debt[] }>('journal.schema.json')
  if (!validate(whole))
    return {
      stranger: `${file} is no journal of a run: ${problemOf(validate)}; look at it, and take it away`,
    }
  const { head } = whole
  const debts: Debt[] = []
  const unfit: string[] = []
  for (const [at, line] of lines.entries()) {
    const entry: unknown = { head, debts: [parse(line)] }
    const problem = validate(entry) ? misnamed(entry.debts) : problemOf(validate)
    if (problem === undefined && validate(entry)) debts.push(...entry.debts)
    else unfit.push(`line ${at + 2} cannot be carried out: ${problem}; it says ${show(line)}`)
  }
  return { ...head, file, debts, unfit }
}

function textOf(file: string): string | Stranger {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    return { stranger: `${file} cannot be read (${codeOf(error)}); look at it, and take it away` }
  }
}

/** Why no request can be sent for what an entry names. */
function misnamed(debts: readonly Debt[]): string | undefined {
  const id = debts.flatMap((debt) => (isOfGroup(debt) ? [debt.id] : [])).find((each) => !isGroupId(each))
  return id === undefined ? undefined : `${show(id)} is no id of a group`
}

/** Undefined, which is no part of a journal, for what is not JSON. */
function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
