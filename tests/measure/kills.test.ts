import { expect, test } from 'vitest'
import { main } from '../../helpers/commands/command-line.ts'
import { folderForTest, journalsIn, killedRun } from '../run/kill.ts'
import { isCreation, only, started, without } from '../run/servers.ts'

const kills = 200

/** Milliseconds from the start of a run in which it is killed: from when it is loaded until about its end. */
const [earliest, latest] = [600, 2_400]

test(`after each of ${kills} kills at random moments the store is as it was`, {
  timeout: 3_600_000,
}, async () => {
  const mock = await started()
  const seed = mock.snapshot()
  const given = only('sqs', await without(mock, 'sqs', isCreation))
  const owing = { runs: 0, debts: 0 }
  for (let killed = 0; killed < kills; ) {
    const environment = killed % 4 === 3 ? given : mock.environment
    const reports = folderForTest()
    const milliseconds = earliest + Math.random() * (latest - earliest)
    if (await killedRun(reports, environment, milliseconds)) killed++
    const journals = journalsIn(reports)
    if (journals.length > 0) owing.runs++
    owing.debts += journals
      .join('')
      .split('\n')
      .filter((line) => line.includes('"kind"')).length
    Object.assign(process.env, environment)
    expect(await main(['node', 'group-update-conformance', 'restore', '--reports', reports])).toBe(0)
    expect(mock.snapshot(), `killed after ${Math.round(milliseconds)} ms`).toEqual(seed)
    expect(journalsIn(reports)).toEqual([])
  }
  process.stdout.write(`${kills} kills, ${owing.runs} of them with a journal, ${owing.debts} debts in all\n`)
})
