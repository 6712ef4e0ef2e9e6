import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { checksOfContract } from '../../helpers/library/checks.ts'
import { runConformance } from '../../helpers/library/run-conformance.ts'
import { checksOf } from '../../helpers/record/checks-of.ts'
import type { FaultId } from '../../mock/fault-ids.ts'
import { startMock } from '../../mock/server.ts'

/**
 * A made-up endpoint that is unlike the other three, and nothing but data: a header that is required, the group deep in
 * the request, another name for each member, and a 204 that shows nothing, so that all is read back.
 */
const folder = fileURLToPath(new URL('depots', import.meta.url))

test('a correct server is flagged of nothing, and all of it is tested', async () => {
  const { results, leftovers, requests } = await judge()
  const flagged = results
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ id, reason }) => `${id}: ${reason}`)
  expect(flagged).toEqual([])
  expect(results).toHaveLength(checksOfContract(folder).length)
  expect(leftovers).toEqual([])
  const updates = requests.filter(
    ({ method, body }) => method === 'PUT' && body.toString().startsWith('{"payload":{"depot":{"ref":'),
  )
  expect(updates.length).toBeGreaterThan(100)
})

describe('a server is found out that', () => {
  test.each<[string, FaultId, string[]]>([
    ['stores nothing', 'sqs-forgets', ['stored', 'json-spelled-differently', 'text-case']],
    ['trims names', 'sqs-text-trimmed', ['text-blanks']],
    ['is content with the beginning of an id', 'sqs-id-prefix', ['id-prefix']],
    ['needs no name', 'sqs-missing-name-accepted', ['required-name-missing']],
    ['mends a body that breaks off', 'sqs-reads-truncated', ['malformed-truncated']],
    ['falls over a number that is too large', 'sqs-500-huge-number', ['robust-huge-number']],
    ['keeps escapes as they are', 'sqs-escapes-kept', ['json-spelled-differently']],
    ['gives a pair twice', 'sqs-pair-not-checked', ['conflict-pair-taken']],
  ])('%s', async (_, fault, checks) => {
    const { results } = await judge(fault, checks)
    const failing = results.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)
    expect(failing.sort()).toEqual([...checks].sort())
  })
})

test('a request without the header is refused, and its setting is asked for by name', async () => {
  const mock = await startMock({ contract: folder })
  try {
    const { DEPOTS_REGION: _region, ...settings } = mock.environment
    await expect(runConformance({ contracts: [folder], settings })).rejects.toThrow('DEPOTS_REGION')
  } finally {
    await mock.close()
  }
})

async function judge(fault?: FaultId, only?: readonly string[]) {
  const mock = await startMock({
    contract: folder,
    keepRequests: true,
    faults: fault === undefined ? [] : [fault],
  })
  try {
    const { endpoints } = await runConformance({
      contracts: [folder],
      settings: mock.environment,
      seed: 1,
      gate: 'INFERRED',
      settle: 50,
      ...(only && { only }),
    })
    const [depots] = endpoints
    if (!depots) throw new Error('the run has no endpoint')
    const results = checksOf(depots).map(({ check }) => check)
    return { results, leftovers: depots.leftovers, requests: mock.requests }
  } finally {
    await mock.close()
  }
}
