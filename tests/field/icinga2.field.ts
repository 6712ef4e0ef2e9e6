import { expect, test } from 'vitest'
import { expectAdjudicated, has, judged, serving } from './judge.ts'

const found = has('icinga2', 'openssl')
const missing = 'not run: apt-get install --no-install-recommends icinga2-bin openssl'

/** It ends the server, most of the time. */
const deadly = 'robust-deep-json'

test.skipIf(!found)(`Icinga 2${found ? '' : ` (${missing})`}: each finding is adjudicated`, async () => {
  const most = await serving('icinga2.js', 'icinga2-hosts', (settings) =>
    judged('icinga2-hosts', settings, { skip: [deadly] }),
  )
  expect(most.results.length).toBeGreaterThan(130)
  expect(most.leftovers).toEqual([])
  expect(await dies(6)).toBe(true)
  // What comes of updates in flight together is a matter of time.
  expectAdjudicated('Icinga 2', [...most.findings, ...most.open, deadly, 'concurrent-stored'])
})

/** Whether one of several servers is ended by the check that ends most of them. */
async function dies(servers: number): Promise<boolean> {
  for (let tries = 0; tries < servers; tries++) {
    const { open } = await serving('icinga2.js', 'icinga2-hosts', (settings) =>
      judged('icinga2-hosts', settings, { only: [deadly] }),
    )
    if (open.includes(deadly)) return true
  }
  return false
}
