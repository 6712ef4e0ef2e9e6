import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runConformance } from '../../helpers/library/run-conformance.ts'
import { checksOf } from '../../helpers/record/checks-of.ts'
import { startMock } from '../../mock/server.ts'

const place = mkdtempSync(join(tmpdir(), 'tenants-'))
afterAll(() => rmSync(place, { recursive: true }))

/** The contract of SQS with a header more whose value is a setting. */
function withRegion(): string {
  const folder = join(place, 'regions')
  mkdirSync(folder)
  const region = { name: 'region', in: 'header', required: true, 'x-setting': 'REGION' }
  const tenant = { name: 'tenant', in: 'header', required: true, 'x-setting': 'TENANT' }
  const document = {
    'x-conformance': { extends: 'sqs', title: 'SQS in regions' },
    paths: { '/sqs/api/groups/{id}': { put: { parameters: [tenant, region] } } },
  }
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(document))
  writeFileSync(join(folder, 'requirements.json'), JSON.stringify({ requirements: {} }))
  return folder
}

test('who asks for another tenant changes no other header', async () => {
  const folder = withRegion()
  const mock = await startMock({ contract: folder, keepRequests: true })
  try {
    const settings = mock.environment
    const only = ['tenant-*']
    const { endpoints } = await runConformance({ contracts: [folder], settings, seed: 1, only })
    const flagged = endpoints.flatMap(checksOf).filter(({ check }) => check.verdict !== 'pass')
    expect(flagged.map(({ check: { id, reason } }) => `${id}: ${reason}`)).toEqual([])
    const regions = mock.requests.map(({ rawHeaders }) => rawHeaders[rawHeaders.indexOf('region') + 1])
    expect(new Set(regions)).toEqual(new Set(['region']))
  } finally {
    await mock.close()
  }
})
