import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'

// `npm run detection` measures and writes docs/detection.md; with `--contract DIR` it shows the table of that contract.
const { values } = parseArgs({ options: { contract: { type: 'string' } } })
const commands = values.contract
  ? [['group-update-conformance', 'contract', 'prove', values.contract]]
  : [
      ['vitest', 'run', '--config', 'tests/measure/vitest.config.ts'],
      ['vitest', 'run', 'tests/detection', '--project', 'proof', '-u'],
    ]
for (const command of commands) {
  const { status } = spawnSync('npx', command, { stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) process.exit(status ?? 1)
}
