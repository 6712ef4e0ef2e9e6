import { describe, expect, test } from 'vitest'
import { type Kept, KeptExchanges } from '../../helpers/checks/telling.ts'
import { explainCheck } from '../../helpers/report/explain.ts'
import { storyOf } from '../../helpers/report/story.ts'
import type { Exchange } from '../../helpers/target/exchange.ts'
import type { Capture } from '../../helpers/target/sent.ts'
import { Violation } from '../../helpers/verdict/signals.ts'
import { recordWithConsequences } from './records.ts'

/** An exchange that began after so many milliseconds. */
function exchange(what: string, begin: number, milliseconds = 10): Exchange {
  const [method = '', path = ''] = what.split(' ')
  return {
    request: { method, url: `http://127.0.0.1:1/${path}`, headers: [] },
    answer: { status: 200, headers: [], body: '', bytes: 0 },
    curl: `curl -i -X ${method} http://127.0.0.1:1/${path}`,
    startedAt: new Date(begin).toISOString(),
    milliseconds,
  }
}

const kept = (what: string, begin: number, more = {}) => {
  const made = exchange(what, begin)
  return { capture: () => made, isRead: what.startsWith('GET'), ...more }
}

const urls = ({ exchanges }: { readonly exchanges: readonly Exchange[] }) =>
  exchanges.map(({ request: { url } }) => url.split('/').at(-1))

function toldOf(all: readonly Kept[], shown?: Capture) {
  return keeping(all).told(undefined, shown)
}

function keeping(all: readonly Kept[]): KeptExchanges {
  const exchanges = new KeptExchanges()
  for (const each of all) exchanges.add(each)
  return exchanges
}

const many = (what: string, begin: number) =>
  Array.from({ length: 10 }, (_, at) => kept(`${what}${at}`, begin + at))

describe('the exchanges of a violation', () => {
  test('a read is told with the update before it, and again only as it was at last', () => {
    const told = toldOf([kept('GET before', 0), kept('PUT it', 20), ...many('GET again', 40)])
    expect(told.telling).toBe(2)
    expect(urls(told)).toEqual(['before', 'it', 'again9'])
  })

  test('an answer is told alone, and last', () => {
    const shown = kept('PUT shown', 0)
    const told = toldOf([shown, kept('PUT later', 20)], shown.capture)
    expect(told.telling).toBeUndefined()
    expect(urls(told)).toEqual(['later', 'shown'])
  })

  test('an answer is told also where many others came after it', () => {
    const shown = kept('PUT shown', 0)
    expect(urls(toldOf([shown, ...many('PUT later', 20)], shown.capture)).at(-1)).toBe('shown')
  })

  test('what was found before the last requests is told with the exchanges of then', () => {
    const exchanges = keeping([kept('PUT first', 0), kept('GET shows', 10)])
    const [first, second, all] = ['a', 'b', 'c'].map((seen) => new Violation('', seen))
    if (!first || !second || !all) throw new Error('there are three')
    exchanges.hold(first)
    for (const each of many('PUT right', 20)) exchanges.add(each)
    exchanges.add(kept('PUT second', 50))
    exchanges.hold(second)
    for (const each of many('PUT later', 60)) exchanges.add(each)
    exchanges.holdAll(all, [first, second])
    const told = exchanges.told(all)
    expect(told.telling).toBe(2)
    expect(urls(told)).toEqual(['second', 'later7', 'later8', 'later9', 'first', 'shows'])
  })

  test('what was sent over the same connection is sent before it', () => {
    const connection = 1
    const told = toldOf([
      kept('PUT one', 0, { connection }),
      kept('PUT beside', 5),
      kept('PUT two', 20, { connection }),
    ])
    expect(told.exchanges.at(-1)?.curl).toBe(
      'curl -i -X PUT http://127.0.0.1:1/one --next -i -X PUT http://127.0.0.1:1/two',
    )
  })
})

test('each of them says what it is to the one that tells, and its place in time', () => {
  const exchanges = [
    exchange('PUT early', 0),
    exchange('PUT beside', 95, 10),
    exchange('PUT late', 200),
    exchange('PUT it', 100),
    exchange('GET shows', 150),
  ]
  const { telling, others } = storyOf({ exchanges, telling: 2 })
  expect(telling.map(({ nth }) => nth)).toEqual([3, 4])
  expect(others.map(({ nth, when }) => [nth, when])).toEqual([
    [1, 'earlier'],
    [2, 'meanwhile'],
    [5, 'afterwards'],
  ])
  const [requirement] = recordWithConsequences().endpoints[0]?.requirements ?? []
  const [check] = requirement?.checks ?? []
  if (!requirement || !check) throw new Error('the record is empty')
  const said = explainCheck({ ...check, exchanges, telling: 2 }, requirement)
  expect(said).toMatch(/^request {5}PUT .*\/it \(3 of 5\)[\s\S]*^request {5}GET .*\/shows \(4 of 5\)$/m)
  expect(said).toMatch(
    /^earlier {5}1: PUT .*\/early, answered 200\nmeanwhile {3}2: PUT .*\nafterwards {2}5: PUT /m,
  )
})
