export type { CheckResult } from './helpers/checks/run-check.ts'
export { checks, checksOfContract, type ListedCheck } from './helpers/library/checks.ts'
export { type DescribedTarget, describeConformance } from './helpers/library/describe-conformance.ts'
export {
  type ConformanceSession,
  type ConformanceTarget,
  openSession,
} from './helpers/library/open-session.ts'
export type { ConformanceOptions, Settings } from './helpers/library/options.ts'
export { type ConformanceRun, renderReport, runConformance } from './helpers/library/run-conformance.ts'
export type { RunRecord } from './helpers/record/record.ts'
export { UsageError } from './helpers/usage-error.ts'
export type { FaultId } from './mock/fault-ids.ts'
export { type Mock, type MockOptions, startMock } from './mock/server.ts'
