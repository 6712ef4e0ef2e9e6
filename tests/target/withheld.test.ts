import type { RequestListener, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Result } from '../../helpers/target/exchange.ts'
import { serve } from '../run/servers.ts'
import { transportTo } from './wire.ts'

const request = { method: 'POST', path: '/x', headers: [], body: Buffer.from('{"name":"x"}') }

/** Sends half of the request over a connection of its own, and the whole of it beside. */
function sendHalf(url: string): Promise<Result> {
  const transport = transportTo(url)
  const withheldBeside = () => transport.send(request)
  return transport.onOneConnection((connection) => transport.send({ ...request, withheldBeside }, connection))
}

/** A server that takes this many milliseconds for an answer, and takes the first packet of a body for all of it. */
function hasty(milliseconds: number): RequestListener {
  return (incoming, response) => {
    incoming.once('data', async (chunk) => {
      const whole = chunk.length === Number(incoming.headers['content-length'])
      await sleep(milliseconds)
      response.writeHead(whole ? 200 : 500).end()
    })
  }
}

describe('a request whose body breaks off', () => {
  test.for([0, 10, 200])('is left open for a server that answers it after %i ms', async (milliseconds) => {
    const result = await sendHalf(await serve(hasty(milliseconds)))
    expect(result).toMatchObject({ answer: { status: 500 } })
  })

  test('is broken off where no answer comes', async () => {
    const url = await serve((incoming, response) => incoming.resume().on('end', () => response.end()))
    const result = await sendHalf(url)
    expect(result).toMatchObject({
      failure: { kind: 'withheld', message: '6 bytes of the body were announced and not sent' },
    })
  })

  test('is broken off after a second where the server answers nobody else meanwhile', async () => {
    let isBusy = false
    const waiting: ServerResponse[] = []
    const url = await serve((incoming, response) => {
      if (isBusy) waiting.push(response)
      else incoming.resume().on('close', () => waiting.map((next) => next.end()))
      isBusy = true
    })
    const start = performance.now()
    const result = await sendHalf(url)
    expect(result).toMatchObject({ failure: { kind: 'withheld' } })
    expect(performance.now() - start).toBeGreaterThan(900)
    expect(performance.now() - start).toBeLessThan(3_000)
  })
})
