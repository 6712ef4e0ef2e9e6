import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checksFor } from '../../helpers/checks/check.ts'
import { endpointNames, loadContract } from '../../helpers/contract/contract.ts'
import { packageRoot } from '../../helpers/package-root.ts'
import { behaviours } from '../../suites/behaviours.ts'
import { renderRequirements } from './render-requirements.ts'

const endpoints = endpointNames().map((name) => {
  const contract = loadContract(name)
  return { contract, checks: checksFor(contract, behaviours) }
})

test('docs/requirements.md tells what the catalogues hold (npm run requirements writes it)', async () => {
  await expect(renderRequirements(endpoints)).toMatchFileSnapshot(join(packageRoot, 'docs/requirements.md'))
})
