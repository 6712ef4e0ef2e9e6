import { endpointNames } from '../helpers/contract/contract.ts'

// What a run hands to Vitest: the suites of all endpoints in one thread, side by side; those that the plan leaves out
// bind nothing.
await Promise.all(endpointNames().map((name) => import(`./${name}.conformance.ts`)))
