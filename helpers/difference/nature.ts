import { sameJson, typeInWords } from '../contract/json-value.ts'
import type { Json } from '../contract/types.ts'
import { whatHappenedTo } from './text.ts'

/** Whose value another value is, as far as that is known. */
export type Whose = (value: Json) => Owned | undefined

export interface Owned {
  readonly of: 'before' | 'another'
  /** The request that sent it, in words; absent where it is not remembered. */
  readonly by?: string
}

/** What kind of difference there is between what was sent and what was seen. */
export interface Nature {
  /** In the same words for each difference of this kind. */
  readonly says: string
  /** Whether it is done to the value itself, and so explains what else such values come to, wherever that is seen. */
  readonly everywhere: boolean
}

/** What a text begins with that is a point in time. */
const date = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/

/** The kind of difference between a member as it was sent and as it was seen; undefined is a member that is not there. */
export function natureOf(
  member: string,
  sent: Json | undefined,
  seen: Json | undefined,
  whose: Whose,
): Nature {
  if (seen === undefined) return everywhere(`${member} is missing`)
  if (sent === undefined) return everywhere(`${member} was not there`)
  const [due, type] = [typeInWords(sent), typeInWords(seen)]
  if (due !== type) return everywhere(`${member} is ${type} in place of ${due}`)
  const owner = whose(seen)?.of
  if (owner === 'before') return here(`${member} has the value from before the update`)
  if (owner === 'another') return here(`${member} has the value of another request`)
  if (typeof sent === 'string' && typeof seen === 'string') {
    if (date.test(sent) && date.test(seen)) return here(`${member} is another time`)
    const happened = whatHappenedTo(sent, seen)
    return happened === undefined ? here(`${member} has another value`) : everywhere(happened)
  }
  if (Array.isArray(sent) && Array.isArray(seen)) return natureOfList(member, sent, seen, whose)
  return here(`${member} has another value`)
}

function natureOfList(member: string, sent: readonly Json[], seen: readonly Json[], whose: Whose): Nature {
  const items = `the items of ${member}`
  const [due, came] = [sent.map(written), seen.map(written)]
  if (sameJson([...due].sort(), [...came].sort())) return everywhere(`${items} ${orderOf(due, came)}`)
  if (sameJson([...new Set(due)], came)) return everywhere(`${items} stand there once only`)
  if (sent.length === seen.length) {
    const at = due.findIndex((item, nth) => item !== came[nth])
    return natureOf(`an item of ${member}`, sent[at] ?? null, seen[at], whose)
  }
  if (seen.length === 0) return everywhere(`${member} comes back empty`)
  if (isWithin(came, due)) {
    const isStart = came.every((item, nth) => item === due[nth])
    if (isStart && came.length === due.length - 1) return everywhere(`${member} lose their last item`)
    return everywhere(isStart ? `${items} are cut off after ${came.length}` : `${items} are dropped in part`)
  }
  if (isWithin(due, came)) return everywhere(`${member} gets items that were not sent`)
  return here(`${member} has another value`)
}

function orderOf(due: readonly string[], came: readonly string[]): string {
  if (sameJson([...due].sort(), [...came])) return 'are sorted'
  return sameJson([...due].reverse(), [...came]) ? 'come in reverse order' : 'come in another order'
}

/** Whether some items stand among others in the same order. */
function isWithin(some: readonly string[], others: readonly string[]): boolean {
  let at = 0
  for (const other of others) if (other === some[at]) at++
  return at === some.length
}

function written(value: Json): string {
  return JSON.stringify(value)
}

function everywhere(says: string): Nature {
  return { says, everywhere: true }
}

function here(says: string): Nature {
  return { says, everywhere: false }
}
