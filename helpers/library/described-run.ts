import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import type { CheckResult } from '../checks/run-check.ts'
import { buildRecord } from '../record/build-record.ts'
import { writeCaseFiles } from '../record/case-files.ts'
import { attempt, prepareReports, writeReports } from '../report/write-reports.ts'
import type { EndpointResults } from '../session/judge.ts'
import { journalFolder } from '../session/kept-journals.ts'
import type { SessionEnd } from '../session/session-end.ts'
import type { ListedCheck } from './checks.ts'
import type { DescribedTarget } from './describe-conformance.ts'
import { type OpenedSession, openPlanned } from './open-session.ts'

/** What was described for each folder of reports: the test files of one process write one record of all endpoints. */
const described = new Map<string, Map<string, EndpointResults>>()

/** The run that a `describe` of an endpoint stands for, from its `beforeAll` to its `afterAll`. */
export class DescribedRun {
  readonly #opened: OpenedSession
  readonly #reports: string | undefined
  readonly #closeTarget: () => Promise<void>
  readonly #startedAt = new Date()
  readonly #results: CheckResult[] = []
  #wanted: ReadonlySet<string> | undefined

  private constructor(
    opened: OpenedSession,
    reports: string | undefined,
    closeTarget: () => Promise<void> = async () => {},
  ) {
    this.#opened = opened
    this.#reports = reports
    this.#closeTarget = closeTarget
  }

  static async open({ settings, reports, ...target }: DescribedTarget): Promise<DescribedRun> {
    if (reports !== undefined) prepareReports(reports)
    if (settings === 'embedded') {
      const { startMock } = await import('../../mock/server.ts')
      const mock = await startMock()
      const opened = await openPlanned({ ...target, settings: mock.environment }, 'mock')
      return new DescribedRun(opened, reports, () => mock.close())
    }
    const known = typeof settings === 'function' ? await settings() : settings
    const journals = reports === undefined ? undefined : journalFolder(reports)
    return new DescribedRun(await openPlanned({ ...target, settings: known }, 'live', journals), reports)
  }

  async run(check: ListedCheck, wanted: () => ReadonlySet<string>): Promise<CheckResult> {
    this.#wanted ??= wanted()
    const result = await this.#opened.session.run(check)
    this.#results.push(result)
    return result
  }

  /** Puts everything right, and writes the reports where they are wanted. */
  async close(): Promise<SessionEnd> {
    const end = await this.#opened.session.close()
    await this.#closeTarget()
    if (this.#reports !== undefined) this.#report(this.#reports, end)
    return end
  }

  #report(reports: string, end: SessionEnd): void {
    const { plan, planned } = this.#opened
    const { contract, selected, leftOut } = planned
    const isWanted = ({ id }: { readonly id: string }) => this.#wanted?.has(id) ?? false
    const inOrder = selected.flatMap(({ id }) => this.#results.find((result) => result.id === id) ?? [])
    const folder = resolve(reports)
    const all = described.get(folder) ?? new Map<string, EndpointResults>()
    described.set(folder, all)
    all.set(contract.name, {
      ...planned,
      ...end,
      selected: selected.filter(isWanted),
      leftOut: [...leftOut, ...selected.filter((check) => !isWanted(check))],
      results: inOrder,
    })
    const facts = { id: randomUUID(), startedAt: this.#startedAt, requireAll: false, reports }
    // A runner runs the files in whichever order it likes.
    const byName = [...all].sort(([one], [other]) => one.localeCompare(other)).map(([, results]) => results)
    const record = buildRecord(plan, facts, byName)
    writeReports(record, reports)
    attempt(`a case file in ${reports}`, () => writeCaseFiles(record, reports))
  }
}
