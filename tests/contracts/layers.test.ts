import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { checks, checksOfContract } from '../../helpers/library/checks.ts'
import { renderReport, runConformance } from '../../helpers/library/run-conformance.ts'
import { startMock } from '../../mock/server.ts'

const examples = fileURLToPath(new URL('../../examples/contracts/', import.meta.url))

const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id)

/** The settings of the embedded server, for an endpoint of another name. */
function renamed(environment: Readonly<Record<string, string | undefined>>, to: string) {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      name.startsWith('SQS_') ? [[name.replace('SQS_', to), value]] : [],
    ),
  )
}

test('a layer drops requirements, and their checks with them', () => {
  const all = idsOf(checks.filter(({ endpoint }) => endpoint === 'sqs'))
  const left = idsOf(checksOfContract(`${examples}sqs-1.2`))
  const gone = all.filter((id) => !left.includes(id))
  expect(left.every((id) => all.includes(id))).toBe(true)
  expect(gone).toContain('xml-default')
  expect(gone.length).toBeGreaterThan(5)
})

test('a layer adds a documented member, and its checks with it', () => {
  const added = idsOf(checksOfContract(`${examples}sqs-described`))
  expect(added).toContain('optional-description-missing')
  expect(added).toContain('optional-description-kept')
})

test('a server of SQS 1.2 is flagged of nothing, and the record says what was judged', async () => {
  const mock = await startMock()
  try {
    const folder = `${examples}sqs-1.2`
    const record = await runConformance({
      contracts: [folder],
      settings: renamed(mock.environment, 'SQS_1_2_'),
      seed: 1,
    })
    const [endpoint] = record.endpoints
    expect(record.endpoints).toHaveLength(1)
    expect(endpoint?.name).toBe('sqs-1.2')
    expect(endpoint?.counts).toMatchObject({ fail: 0, warn: 0, inconclusive: 0 })
    expect(endpoint?.contract).toEqual({
      folder,
      digest: expect.stringMatching(/^sha256:[0-9a-f]{16}$/),
      extends: 'sqs',
      changes: expect.arrayContaining([
        'changes /x-conformance/title',
        'drops /requirements/xml-by-default',
        'drops /paths/~1sqs~1api~1groups~1{id}/put/responses/200/content/application~1xml',
      ]),
    })
    for (const format of ['md', 'html', 'statement', 'statement-json', 'junit', 'ctrf', 'har'] as const) {
      const report = renderReport(record, format)
      expect(report, format).toContain(endpoint?.contract?.digest)
      expect(report, format).toContain('/requirements/xml-by-default')
    }
  } finally {
    await mock.close()
  }
})
