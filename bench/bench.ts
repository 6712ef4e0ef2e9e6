import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { packageRoot } from '../helpers/package-root.ts'
import { defaultRun } from './default-run.ts'
import { delays } from './delays.ts'
import { type Figure, table } from './figure.ts'
import { growth } from './growth.ts'
import { ownCost } from './own-cost.ts'
import { requestsPerFault } from './requests-per-fault.ts'

/** What `npm run bench` measures, one after the other: nothing else should run on the machine meanwhile. */
const measurements = { defaultRun, ownCost, delays, requestsPerFault, growth }

const figures: Record<string, readonly Figure[]> = {}
for (const [name, measure] of Object.entries(measurements)) {
  figures[name] = await measure()
  process.stdout.write(`${table(figures[name])}\n\n`)
}

const reports = join(packageRoot, 'reports')
const machine = { node: process.version, system: process.platform, cores: availableParallelism() }
mkdirSync(reports, { recursive: true })
writeFileSync(join(reports, 'bench.json'), `${JSON.stringify({ machine, figures }, null, 2)}\n`)
