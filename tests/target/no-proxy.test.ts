import { expect, test } from 'vitest'
import { isExempt } from '../../helpers/target/no-proxy.ts'

test.for([
  ['example.org', 'https://example.org', true],
  ['example.org', 'https://api.example.org', true],
  ['.example.org', 'https://api.example.org', true],
  ['.example.org.', 'https://example.org', true],
  ['example.org', 'https://notexample.org', false],
  ['EXAMPLE.org', 'https://example.ORG', true],
  ['a.test, b.test', 'https://b.test', true],
  ['a.test b.test', 'https://b.test', true],
  ['*', 'https://example.org', true],
  ['example.org:8443', 'https://example.org', false],
  ['example.org:443', 'https://example.org', true],
  ['10.0.0.0/8', 'https://10.20.30.40', true],
  ['10.0.0.0/8', 'https://11.0.0.1', false],
  ['10.0.0.0/33', 'https://10.0.0.1', false],
  ['192.168.1.7', 'https://192.168.1.7:8443', true],
  ['192.168.1.7', 'https://192.168.1.77', false],
  ['1.7', 'https://192.168.1.7', false],
  ['[::1]', 'https://[::1]:8443', true],
  ['fe80::/10', 'https://[fe80::1]', true],
  ['fe80::/10', 'https://[2001:db8::1]', false],
  ['', 'https://example.org', false],
] as const)('NO_PROXY=%s and %s: %s', ([noProxy, address, exempt]) => {
  expect(isExempt(new URL(address), noProxy)).toBe(exempt)
})
