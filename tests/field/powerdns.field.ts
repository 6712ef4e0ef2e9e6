import { expect, test } from 'vitest'
import { expectAdjudicated, has, judged, serving } from './judge.ts'

const found = has('pdns_server', 'sqlite3')
const missing = 'not run: apt-get install --no-install-recommends pdns-server pdns-backend-sqlite3 sqlite3'

test.skipIf(!found)(`PowerDNS${found ? '' : ` (${missing})`}: each finding is adjudicated`, async () => {
  const { results, leftovers, findings, open } = await serving('powerdns.js', 'powerdns-zones', (settings) =>
    judged('powerdns-zones', settings),
  )
  expect(results.length).toBeGreaterThan(100)
  expectAdjudicated('PowerDNS', [...findings, ...open])
  expect(leftovers).toEqual([])
})
