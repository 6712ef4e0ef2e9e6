import { expect, test } from 'vitest'
import { basicHeader, behindHeader, credentialHeaders, plain } from '../../helpers/target/credentials.ts'
import { loginOf } from '../../helpers/target/login-of.ts'

const first = { username: plain('Zoë'), password: plain('Secret:7'), apiKey: plain('key-1') }
const other = { username: plain('onlooker'), password: plain('Secret:8'), apiKey: plain('key-2') }

function ofPair(user: string, password: string, scheme?: string) {
  return [basicHeader(plain(user), plain(password), scheme), { name: 'x-apikey', value: 'key-1' }]
}

const login = (headers: Parameters<typeof loginOf>[0]) =>
  loginOf(headers, [first, other], { header: 'X-APIKEY' })

test('the account whose credentials are shown, whole', () => {
  expect(login(credentialHeaders(first, { header: 'X-APIKEY' }))).toBe(first)
  expect(login(credentialHeaders(other, { header: 'X-APIKEY' }))).toBe(other)
  expect(login(ofPair('Zoë', 'Secret:7', 'bASIC'))).toBe(first)
  expect(login([])).toBe('none')
})

test.each([
  ['Zoë', 'wrong'],
  ['Zoë', ''],
  ['zOË', 'Secret:7'],
  ['Zoe', 'Secret:7'],
  ['Zoë ', 'Secret:7'],
  ['Zoë\u0301', 'Secret:7'],
  ['%5Aoë', 'Secret:7'],
])('a failed login of the account: %j with %j', (user, password) => {
  expect(login(ofPair(user, password))).toBe('wrong')
})

test.each([
  ['nobody', 'Secret:7'],
  ['Zo', 'Secret:7'],
  ['Zoëx', 'Secret:7'],
  ['', 'Secret:7'],
  ['Secret:7', 'Zoë'],
  ['onlooker', 'wrong'],
])("nobody's: %j with %j", (user, password) => {
  expect(login(ofPair(user, password))).toBe('nobody')
})

test('ill-formed credentials may name it as well', () => {
  const key = { name: 'X-APIKEY', value: 'key-1' }
  for (const scheme of ['Bearer', 'Digest', 'XBasic'])
    expect(login(ofPair('Zoë', 'Secret:7', scheme))).toBe('wrong')
  for (const value of ['Basic Zoë:Secret:7', `Basic ${Buffer.from('Zoë').toString('base64')}`])
    expect(login([{ name: 'Authorization', value }, key])).toBe('wrong')
  expect(login([behindHeader(first.username, first.password, 'username', 'NUL'), key])).toBe('wrong')
  for (const value of ['Basic', 'Basic !!!', 'Basic bm9jb2xvbg=='])
    expect(login([{ name: 'Authorization', value }, key])).toBe('nobody')
})

test('a key without a user is taken for the account', () => {
  expect(login([{ name: 'X-APIKEY', value: 'key-1' }])).toBe('wrong')
  expect(
    loginOf([{ name: 'X-APIKEY', value: 'no' }], [{ apiKey: plain('key-1') }], { header: 'X-APIKEY' }),
  ).toBe('wrong')
})

test('with a wrong or another key the right pair is wrong', () => {
  const pair = basicHeader(first.username, first.password)
  for (const value of ['', 'no', 'key-2']) expect(login([pair, { name: 'X-APIKEY', value }])).toBe('wrong')
  expect(login([pair])).toBe('wrong')
})

test('a key in the header of Authorization is the account’s alone', () => {
  const tokens = [{ apiKey: plain('key-1') }, { apiKey: plain('key-2') }] as const
  const place = { header: 'Authorization', scheme: 'Bearer' } as const
  const ofToken = (value: string) => loginOf([{ name: 'authorization', value }], tokens, place)
  expect(loginOf(credentialHeaders(tokens[1], place), tokens, place)).toBe(tokens[1])
  expect(ofToken('Bearer key-1')).toBe(tokens[0])
  expect(ofToken('key-1')).toBe('wrong')
  expect(ofToken('Bearer key-3')).toBe('wrong')
  expect(loginOf([], tokens, place)).toBe('none')
})
