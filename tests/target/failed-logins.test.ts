import { describe, expect, test } from 'vitest'
import { Answer } from '../../helpers/target/answer.ts'
import type { Result } from '../../helpers/target/exchange.ts'
import { FailedLogins } from '../../helpers/target/failed-logins.ts'

/** An account by what it answers: to right logins, then to wrong ones. */
function account(most: number, right: readonly number[], wrong: readonly number[], isSlowed = false) {
  const said = { right: [...right], wrong: [...wrong] }
  const seen: string[] = []
  const logins = new FailedLogins(most, () => isSlowed)
  const answer = (which: 'right' | 'wrong', usual: number): Result => {
    seen.push(which)
    return { answer: answered(said[which].shift() ?? usual) }
  }
  logins.between(async () => {
    const result = answer('right', 200)
    return { served: 'answer' in result && result.answer.status === 200, result }
  })
  const send = () => logins.send(async () => ({ result: answer('wrong', 401) }))
  return { logins, seen, sendAll: (count: number) => Promise.all(Array.from({ length: count }, send)) }
}

function answered(status: number): Answer {
  return new Answer(status, [], new Uint8Array())
}

describe('logins that fail', () => {
  test.each([1, 2, 3])('never more than %i in a row', async (most) => {
    const { seen, sendAll, logins } = account(most, [], [])
    await sendAll(7)
    const rows = seen
      .join(' ')
      .split('right')
      .map((row) => row.trim().split(' ').filter(Boolean).length)
    expect(Math.max(...rows)).toBe(most)
    expect([logins.sent, logins.over]).toEqual([7, undefined])
  })

  test('0: none is sent', async () => {
    const { seen, sendAll, logins } = account(0, [], [])
    expect(await sendAll(1)).toEqual([undefined])
    expect(seen).toEqual([])
    expect(logins.over).toContain('--failed-logins is 0')
  })

  test.each([401, 403, 423, 429])('the right login answered %i ends them', async (status) => {
    const { seen, sendAll, logins } = account(2, [status, status], [])
    await sendAll(5)
    expect(seen.filter((which) => which === 'wrong')).toHaveLength(2)
    expect(logins.over).toBe(
      `the account seems locked: after 2 wrong logins the right one was answered ${status}`,
    )
    expect(logins.isLocked).toBe(true)
  })

  test('a right login that is refused once, and not when asked again, locks nothing', async () => {
    const { sendAll, logins } = account(2, [401], [])
    await sendAll(3)
    expect([logins.sent, logins.over]).toEqual([3, undefined])
  })

  test('another answer to the right login ends them, and is no lock', async () => {
    const { sendAll, logins } = account(2, [502, 502], [])
    await sendAll(3)
    expect(logins.over).toBe('after 2 wrong logins the right one was answered 502')
    expect(logins.isLocked).toBe(false)
  })

  test('423 to a wrong login ends them at once', async () => {
    const { seen, sendAll, logins } = account(3, [], [401, 423])
    await sendAll(2)
    await sendAll(2)
    expect(seen).toEqual(['wrong', 'wrong'])
    expect(logins.over).toBe('the account seems locked: after 2 wrong logins a wrong one was answered 423')
  })

  test('429 to a wrong login ends them where it comes again after a right one that was served', async () => {
    const { sendAll, logins } = account(1, [], [429, 401, 401, 429, 429])
    await sendAll(4)
    expect(logins.over).toBeUndefined()
    await sendAll(2)
    expect(logins.over).toBe('the account seems locked: after 5 wrong logins wrong ones are answered 429')
  })

  test('429 to a wrong login says nothing of the account where a gateway answers so to anything', async () => {
    const { seen, sendAll, logins } = account(1, [], [429, 429, 429], true)
    await sendAll(4)
    expect(logins.over).toBeUndefined()
    expect(seen.join(' ')).toBe('wrong right wrong right wrong right wrong')
  })

  test('what failed last stands once a right login was served', async () => {
    const { sendAll, logins } = account(3, [200, 401, 401], [])
    await sendAll(1)
    expect(await logins.confirmed()).toBeUndefined()
    await sendAll(1)
    expect(await logins.confirmed()).toContain('seems locked')
  })

  test('one that is counted for no account waits for nothing, and is not sent either when they are over', async () => {
    const { seen, logins } = account(1, [], [])
    const send = () => logins.send(async () => ({ result: { answer: answered(401) } }), false)
    await Promise.all([send(), send(), send()])
    expect([seen, logins.sent]).toEqual([[], 0])
    logins.end('over')
    expect(await send()).toBeUndefined()
  })

  test('a right login of a check counts where it came after them', async () => {
    const { seen, sendAll, logins } = account(2, [], [])
    await sendAll(2)
    logins.serve(1)
    await sendAll(1)
    expect(seen).toEqual(['wrong', 'wrong', 'right', 'wrong'])
    logins.serve(3)
    await sendAll(2)
    expect(seen.slice(4)).toEqual(['wrong', 'wrong'])
  })
})
