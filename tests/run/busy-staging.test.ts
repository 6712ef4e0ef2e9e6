import { describe, expect } from 'vitest'
import { test } from './command.ts'
import { inFrontOf, only, type Passing, started } from './servers.ts'

const isSearch = ({ url }: Passing) => url.endsWith('/search')

describe('a group of somebody else that is gone when the run ends', () => {
  test.for([
    ['is no finding where others make groups meanwhile', true, 0],
    ['is one where nobody else is seen', false, 1],
  ] as const)('%s', async ([, isBusy, code], { commandInProcess }) => {
    const mock = await started()
    const { AUTODIALER_GROUP_ID: _given, ...environment } = only('autodialer', mock.environment)
    let requests = 0
    let gone: string | undefined
    const url = await inFrontOf(mock.url, (asked, answer) => {
      if (!answer) requests++
      if (!answer || !isSearch(asked)) return undefined
      const found = JSON.parse(answer.body.toString())
      const groups: { _id: string; name: string }[] = found.data.data
      gone ??= groups.find(({ name }) => !name.startsWith('guc'))?._id
      // The first lists are those of before the run, and of whether groups can be removed.
      if (requests < 60 || !groups.some(({ _id }) => _id === gone)) return undefined
      found.data.data = groups.filter(({ _id }) => _id !== gone)
      const like = groups[0]
      if (isBusy && like)
        found.data.data.push({ ...like, _id: '6512bd43d9caa6e02c990b0a', name: 'a new team' })
      found.data.pagination.total = found.data.data.length
      const headers = [['content-type', 'application/json']] as const
      return { ...answer, headers: [...headers], body: Buffer.from(JSON.stringify(found)) }
    })
    const ran = await commandInProcess(
      ['run', 'autodialer', '--only', 'bystanders-kept', '--only', 'text-*'],
      {
        environment: { ...environment, AUTODIALER_BASE_URL: url },
      },
    )
    expect(gone).toBeDefined()
    expect(requests).toBeGreaterThan(60)
    expect(ran.code).toBe(code)
    const [check] = ran.record.endpoints.flatMap((each) =>
      each.requirements.flatMap(({ checks }) => checks.filter(({ id }) => id === 'bystanders-kept')),
    )
    expect(check).toMatchObject({ verdict: isBusy ? 'pass' : 'fail' })
    expect(check?.reason).toContain(`group ${gone}, which was there before the run, is gone`)
  })
})
