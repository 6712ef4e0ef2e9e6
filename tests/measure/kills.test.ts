import { expect, test } from 'vitest'
import { main } from '../../helpers/run/command-line.ts'
import { folderForTest, journalsIn, killedRun } from '../run/kill.ts'
import { inFrontOf, started } from '../run/servers.ts'

const kills = 200

/** Milliseconds from the start of a run, about as long as it takes. */
const latest = 4_000

test(`after each of ${kills} kills at random moments the store is as it was`, {
  timeout: 3_600_000,
}, async () => {
  const mock = await started()
  const seed = mock.snapshot()
  const noCreation = await inFrontOf(mock.url, ({ method, url }) =>
    method === 'POST' && url === '/sqs/api/groups'
      ? { status: 405, headers: [], body: Buffer.alloc(0) }
      : undefined,
  )
  const given = { ...mock.environment, SQS_BASE_URL: noCreation, AUTODIALER_BASE_URL: '' }
  const owing = { kills: 0, debts: 0 }
  for (let nth = 0; nth < kills; nth++) {
    const environment = nth % 4 === 3 ? given : mock.environment
    const reports = folderForTest()
    const milliseconds = Math.random() * latest
    await killedRun(reports, environment, milliseconds)
    const journals = journalsIn(reports)
    if (journals.length > 0) owing.kills++
    owing.debts += journals
      .join('')
      .split('\n')
      .filter((line) => line.includes('"kind"')).length
    Object.assign(process.env, environment)
    expect(await main(['node', 'group-update-conformance', 'restore', '--reports', reports])).toBe(0)
    expect(mock.snapshot(), `killed after ${Math.round(milliseconds)} ms`).toEqual(seed)
    expect(journalsIn(reports)).toEqual([])
  }
  process.stdout.write(`${kills} kills, ${owing.kills} of them with a journal, ${owing.debts} debts in all\n`)
})
