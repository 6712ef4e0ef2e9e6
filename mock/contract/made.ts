import { UsageError } from '../../helpers/usage-error.ts'
import { type Behaviour, honest } from '../behaviour.ts'
import { chosen } from '../catalogue.ts'
import { compose } from '../fault.ts'
import type { SqsStore } from '../sqs/store.ts'
import { presenting, wholeAnswer } from './answers.ts'
import { faultsOf } from './faults.ts'
import { honestFor } from './honest.ts'
import { environmentOf, storeOf } from './seed.ts'
import { serving } from './serve.ts'
import { problemsOf, readServed, type Served, unservable } from './served.ts'

/** What a server that is made of a contract consists of. Throws UsageError for what none can be made of. */
export function madeOf(folder: string) {
  const served = readServed(folder)
  const sqs = storeOf(served)
  assertShowable(served, sqs)
  return {
    behave: (faults: readonly string[], variants: readonly string[]) =>
      behaviourOf(folder, served, faults, variants),
    sqs,
    contract: serving(served),
    environmentAt: (url: string) => environmentOf(served, sqs, url),
  }
}

function behaviourOf(
  folder: string,
  served: Served,
  faultIds: readonly string[],
  [variant]: readonly string[],
): Behaviour {
  if (variant !== undefined)
    throw new UsageError(
      `the variant ${variant} is one of the two endpoints; expected none with the contract ${folder}`,
    )
  const known = faultsOf(served).map(({ fault }) => fault)
  const faults = chosen('fault', faultIds, known)
  return {
    ...honest,
    sqs: compose(honestFor(served), faults),
    active: faults.map(({ id, lie }) => ({ kind: 'fault', id, says: lie })),
  }
}

/** Throws UsageError where a group cannot be shown as the answer to an update is documented. */
function assertShowable(served: Served, store: SqsStore): void {
  const { contract, success } = served
  const [way] = contract.outcomes.updated ?? []
  const [group] = store.all()
  if (success.value === null || !way || !group) return
  const answer = wholeAnswer(served, presenting(served)(group))
  const [problem] = problemsOf(contract, way, answer)
  if (problem !== undefined) throw unservable(contract, `its answer to an update cannot be made: ${problem}`)
}
