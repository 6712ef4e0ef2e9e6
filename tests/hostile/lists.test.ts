import { describe, expect, test } from 'vitest'
import { isGroupId } from '../../helpers/fixtures/group-id.ts'
import { judge } from '../run/in-process.ts'
import { inFrontOf, isCreation, type Passed, type Passing, started } from '../run/servers.ts'

/** A check that lists groups, so that a run has reason to. */
const choose = (checks: readonly { id: string }[]) =>
  checks.filter(({ id }) => ['update-status', 'unknown-group-not-created'].includes(id)) as never

const isList = ({ method, url }: Passing) => method === 'GET' && /^\/sqs\/api\/groups(\?|$)/.test(url)
const pageOf = ({ url }: Passing) => Number(new URL(url, 'http://x').searchParams.get('page') ?? 0)
const json = (value: unknown, text = JSON.stringify(value)): Passed => ({
  status: 200,
  headers: [['content-type', 'application/json']],
  body: Buffer.from(text),
})

/** A run of SQS on a server of which something is otherwise, and what it was asked. */
async function runOn(instead: (asked: Passing, answer?: Passed) => Passed | undefined) {
  const mock = await started()
  const asked: string[] = []
  const url = await inFrontOf(mock.url, (each, answer) => {
    if (answer === undefined) asked.push(`${each.method} ${each.url}`)
    return instead(each, answer)
  })
  const ended = await judge('sqs', { ...mock.environment, SQS_BASE_URL: url }, { choose })
  return { ...ended, asked, mock }
}

describe('a list is read to an end', () => {
  let count = 0
  const fresh = () => ({ id: `new${++count}`, name: 'somebody’s', ownerId: 'x' })
  const same = [{ id: 'same', name: 'somebody’s', ownerId: 'x' }]

  test.for([
    ['whose pages never end', () => [fresh()], '1000000'],
    ['whose total is infinite', () => [fresh()], '1e999'],
    ['whose total is beyond all numbers of groups', () => [fresh()], '1e300'],
    ['whose total is no number', () => [fresh()], '"NaN"'],
    ['whose total is below nothing', () => [fresh()], '-1'],
    ['whose page repeats', () => same, '1000000'],
    ['whose pages are empty', () => [], '1000000'],
    ['whose groups have no ids', () => [{ name: 'nobody’s' }], '1000000'],
  ] as const)('%s', async ([, groups, total]) => {
    const { requests } = await runOn((asked) =>
      isList(asked)
        ? json({}, `{"_embedded":{"groups":${JSON.stringify(groups())}},"page":{"totalElements":${total}}}`)
        : undefined,
    )
    expect(requests).toBeLessThan(2_500)
  })

  test('whose further pages are asked for in the body and repeat', async () => {
    const mock = await started()
    const same = { _id: 'same', name: 'somebody’s', description: '' }
    const url = await inFrontOf(mock.url, ({ url }) =>
      url.endsWith('/search')
        ? json({ success: 1, message: '', data: { pagination: { total: 1_000_000 }, data: [same] } })
        : undefined,
    )
    const { requests } = await judge(
      'autodialer',
      { ...mock.environment, AUTODIALER_BASE_URL: url },
      { choose },
    )
    expect(requests).toBeLessThan(2_500)
  })

  test('and not to one that makes a new stray for each that is removed', async () => {
    let marker = ''
    const { requests, leftovers } = await runOn((asked, answer) => {
      if (isCreation(asked) && answer) marker = /guc[0-9a-z]{8}/.exec(`${answer.body}`)?.[0] ?? ''
      if (asked.method === 'DELETE' && asked.url.includes('/stray')) return { ...json(null), status: 204 }
      if (!isList(asked) || marker === '' || pageOf(asked) > 0) return undefined
      return json({
        _embedded: { groups: [{ ...fresh(), id: `stray${++count}`, name: marker }] },
        page: { totalElements: 1 },
      })
    })
    expect(requests).toBeLessThan(2_500)
    expect(leftovers).toContainEqual(
      expect.stringContaining('after 2000 requests the list still shows groups'),
    )
  })
})

/** What JSON can hold and no group is called. */
const noIds = [
  '{}',
  'null',
  '42',
  '""',
  '" "',
  '"."',
  '".."',
  '"\\ud800"',
  '"a\\u0000"',
  `"${'x'.repeat(257)}"`,
  '[]',
]

describe('what is no id is never sent', () => {
  test.for(noIds)('%.20s, of a group that was created', async (id) => {
    const { asked, requests } = await runOn((each, answer) => {
      if (isCreation(each) && answer?.status === 201) {
        const shown = `${answer.body}`.replace(/"id":"[^"]*"/, () => `"id":${id}`)
        return {
          ...answer,
          headers: answer.headers.filter(([name]) => !/length/i.test(name)),
          body: Buffer.from(shown),
        }
      }
      return undefined
    })
    expect(requests).toBeGreaterThan(0)
    expectNoOddRemoval(asked)
  })

  test.for(noIds)('%.20s, of a stray in the list', async (id) => {
    let marker = ''
    const { asked, requests, leftovers } = await runOn((each, answer) => {
      if (isCreation(each) && answer) marker = /guc[0-9a-z]{8}/.exec(`${answer.body}`)?.[0] ?? ''
      if (!isList(each) || marker === '' || pageOf(each) > 0) return undefined
      return json({}, `{"_embedded":{"groups":[{"id":${id},"name":"${marker}"}]},"page":{"totalElements":1}}`)
    })
    expect(requests).toBeGreaterThan(0)
    expectNoOddRemoval(asked)
    expect(leftovers).toContainEqual(expect.stringContaining('which can be none: remove it by hand'))
  })

  function expectNoOddRemoval(asked: readonly string[]): void {
    const removed = asked.filter((each) => each.startsWith('DELETE'))
    for (const each of removed) expect(each).toMatch(/^DELETE \/sqs\/api\/groups\/[A-Za-z0-9]{20}$/)
  }
})

test.for(['x', 'By5li9cbFR53VLv6fh6z', 'a b', 'é', '团🚀', 'a.b', '...', 'x'.repeat(256)])(
  '%s can be an id',
  (text) => expect(isGroupId(text)).toBe(true),
)
