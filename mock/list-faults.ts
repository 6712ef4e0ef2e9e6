import picomatch from 'picomatch'
import { nearest } from '../helpers/nearest.ts'
import { UsageError } from '../helpers/usage-error.ts'
import { faults, troubles, variants } from './catalogue.ts'
import { faultsOf } from './contract/faults.ts'
import { readServed } from './contract/served.ts'
import type { Fault } from './fault.ts'
import { levelOfFault } from './fault-level.ts'

/** What can be asked for of a kind, in a line each: id, and what it does. */
interface Listed {
  readonly head: string
  readonly lines: readonly (readonly [id: string, says: string])[]
}

/** The faults, variants and troubles whose ids fit a glob. Throws UsageError for one that fits none. */
export function listFaults(pattern = '*'): string {
  return narrowed(pattern, [
    listedFaults(faults),
    {
      head: 'Variants: lawful differences, which break none.',
      lines: variants.map(({ id, difference }) => [id, `: ${difference}`]),
    },
    {
      head: 'Troubles: no fault of the endpoint’s, and nothing can be told of it. They are asked for as variants.',
      lines: troubles.map(({ id, what }) => [id, `: ${what}`]),
    },
  ])
}

/** The faults that a server made of a contract can have, likewise. */
export function listFaultsOf(contract: string, pattern = '*'): string {
  return narrowed(pattern, [listedFaults(faultsOf(readServed(contract)).map(({ fault }) => fault))])
}

function listedFaults(list: readonly Pick<Fault<unknown>, 'id' | 'lie' | 'checks'>[]): Listed {
  return {
    head: 'Faults: each breaks a duty of the level in brackets.',
    lines: list.map((fault) => [fault.id, ` (${levelOfFault(fault).toLowerCase()}): ${fault.lie}`]),
  }
}

function narrowed(pattern: string, lists: readonly Listed[]): string {
  const fits = picomatch(pattern)
  const fitting = lists.flatMap(({ head, lines }) => {
    const shown = lines.filter(([id]) => fits(id)).map(([id, says]) => `  ${id}${says}`)
    return shown.length > 0 ? [head, ...shown, ''] : []
  })
  if (fitting.length > 0) return fitting.join('\n')
  const ids = lists.flatMap(({ lines }) => lines.map(([id]) => id))
  throw new UsageError(
    `--list ${pattern} fits no fault or variant; expected a glob such as sqs-text-*, or ${nearest(pattern, ids)}`,
  )
}
