import { join } from 'node:path'
import { expect } from 'vitest'
import { runConformance } from '../../helpers/library/run-conformance.ts'
import { packageRoot } from '../../helpers/package-root.ts'
import { renderHtml } from '../../helpers/report/html.ts'
import { startMock } from '../../mock/server.ts'
import { test } from '../report/page/chromium.ts'

/** The pictures of README: the page of a run on a server that takes a part of the password. */
test.for(['light', 'dark'] as const)('the report in %s', async (colorScheme, { open }) => {
  const mock = await startMock({ faults: ['sqs-password-prefix'] })
  const { environment } = mock
  const settings = Object.fromEntries(Object.entries(environment).filter(([name]) => name.startsWith('SQS_')))
  const record = await runConformance({ settings })
  await mock.close()
  const page = await open(renderHtml(record), { colorScheme, viewport: { width: 960, height: 620 } })
  await page.screenshot({ path: join(packageRoot, 'docs', 'images', `report-${colorScheme}.png`) })
  expect(record.verdict).toBe('not-conformant')
})
