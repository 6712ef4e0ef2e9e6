import { expect } from 'vitest'
import { front } from '../hostile/front.ts'
import { countOf } from '../report/records.ts'
import { test } from '../run/command.ts'
import { only, started } from '../run/servers.ts'
import { besideOthers } from '../run/when-finished.ts'

// Side by side: most of their time they wait.
test.concurrent('a target that takes 50 ms for each answer is judged in less than 20 s', async ({
  command,
  onTestFinished,
}) => {
  const mock = await besideOthers(onTestFinished, () => started({ delay: 50 }))
  const ran = await command(['run'], { environment: mock.environment })
  expect(ran.code).toBe(0)
  expect(ran.milliseconds).toBeLessThan(20_000)
})

test.concurrent.for([
  ['never answers', 0],
  ['falls silent', 80],
] as const)(
  'a server that %s holds a run up for its --deadline, and for the 5 s to put things right',
  async ([, answered], { command, onTestFinished }) => {
    const { environment, silent } = await besideOthers(onTestFinished, async () => {
      const mock = await started()
      const isSilent = (_request: unknown, turn: number) => turn > answered
      return { environment: mock.environment, silent: await front(mock.url, () => {}, isSilent) }
    })
    const ran = await command(['run', 'sqs', '--deadline', '3'], {
      environment: { ...only('sqs', environment), SQS_BASE_URL: silent.url },
    })
    expect(ran.code).toBe(3)
    expect(ran.stdout).toContain('the time that the run was given (--deadline) is over')
    expect(countOf(ran.record).fail).toBe(0)
    // By its own clock: how long a process takes to start is the machine's.
    const { startedAt, finishedAt } = ran.record.run
    expect(Date.parse(finishedAt) - Date.parse(startedAt)).toBeLessThan(3_000 + 5_000 + 1_000)
  },
)
