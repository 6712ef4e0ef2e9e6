import { many } from '../../record/counts.ts'
import type { EndpointRecord } from '../../record/record.ts'
import type { Latency, Traffic, TrafficKind } from '../../target/traffic.ts'
import type { Markup } from '../markup.ts'
import { duration } from './latency.ts'
import { html } from './markup.ts'

/** From the ground up, with the verdict whose colour each has: what went well below, what did not on top. */
const layers: readonly (readonly [kind: TrafficKind, colour: string])[] = [
  ['accepted', 'pass'],
  ['refused', 'known-failing'],
  ['overloaded', 'warn'],
  ['broken', 'fail'],
  ['unanswered', 'inconclusive'],
]

const width = 600
const height = 80
/** The band below the picture that shows when requests waited. */
const band = 8

/** The requests of each endpoint over time, and how long its answers took; nothing for records that do not say. */
export function renderTraffic(endpoints: readonly EndpointRecord[]): Markup | undefined {
  const told = endpoints.flatMap(({ name, traffic }) => (traffic ? [renderEndpoint(name, traffic)] : []))
  if (told.length === 0) return undefined
  return html`<section class="traffic" aria-labelledby="requests"><h2 id="requests">Requests over time</h2>
${told}</section>`
}

function renderEndpoint(name: string, traffic: Traffic): Markup {
  return html`<div class="of"><h3>${name}</h3>${timeline(traffic)}${traffic.latency && strip(traffic.latency)}</div>
`
}

/** Bars of requests, a slot of time each, in layers of what came of them. */
function timeline({ slot, sent, waiting = [] }: Traffic): Markup {
  const slots = Math.max(...Object.values(sent).map((counts) => counts.length))
  const totals = Array.from({ length: slots }, (_, at) =>
    layers.reduce((sum, [kind]) => sum + (sent[kind]?.[at] ?? 0), 0),
  )
  const most = Math.max(...totals)
  const each = width / slots
  const ground = Array.from({ length: slots }, () => 0)
  const bars = layers.flatMap(([kind, colour]) =>
    (sent[kind] ?? []).flatMap((count, at) => {
      if (count === 0) return []
      const from = ground[at] ?? 0
      ground[at] = from + count
      return [
        bar(colour, at * each, height - ((from + count) / most) * height, each, (count / most) * height),
      ]
    }),
  )
  const waits = waiting.flatMap((count, at) =>
    count > 0 ? [bar('waiting', at * each, height + 2, each, band - 2)] : [],
  )
  const said = [
    ...layers.flatMap(([kind]) => {
      const count = (sent[kind] ?? []).reduce((sum, each) => sum + each, 0)
      return count > 0 ? [[kind, count] as const] : []
    }),
  ]
  const whole = duration(slots * slot)
  const waited =
    waits.length > 0 ? `; it waited for an overloaded server in ${duration(waits.length * slot)}` : ''
  const sentence = `${said.map(([kind, count]) => `${count} ${kind}`).join(', ')} within ${whole}, at most ${most} in ${duration(slot)}${waited}`
  return html`<figure class="chart"><svg width="${width}" height="${height + band}" viewBox="0 0 ${width} ${height + band}" preserveAspectRatio="none" role="img" aria-label="${sentence}">${bars}${waits}</svg><figcaption><ul class="tally">${said.map(
    ([kind, count]) => html`<li>${swatch(colourOf(kind))} <b>${count}</b> ${kind}</li>`,
  )}${waits.length > 0 && html`<li>${swatch('waiting')} waiting, as the server was overloaded</li>`}</ul><p>within ${whole}; a bar is ${duration(slot)}, the highest ${many(most, 'request')}</p></figcaption></figure>`
}

/** A histogram on a logarithmic scale from 1 ms to 10 s. */
function strip({ median, p95, longest, buckets }: Latency): Markup {
  const most = Math.max(...buckets, 1)
  const each = width / buckets.length
  const tall = 32
  const bars = buckets.flatMap((count, at) =>
    count > 0
      ? [
          bar(
            'quiet',
            at * each,
            tall - Math.max((count / most) * tall, 1),
            each - 1,
            Math.max((count / most) * tall, 1),
          ),
        ]
      : [],
  )
  const sentence = `Half of the answers took at most ${duration(median)}, 95 of 100 at most ${duration(p95)}, the longest ${duration(longest)}.`
  return html`<figure class="chart"><svg width="${width}" height="${tall}" viewBox="0 0 ${width} ${tall}" preserveAspectRatio="none" role="img" aria-label="${sentence}">${bars}</svg><p class="decades" aria-hidden="true">${['1 ms', '10 ms', '100 ms', '1 s', '10 s'].map((mark) => html`<span>${mark}</span> `)}</p><figcaption>${sentence}</figcaption></figure>`
}

function bar(colour: string, x: number, y: number, wide: number, tall: number): Markup {
  return html`<rect class="${colour}" x="${round(x)}" y="${round(y)}" width="${round(wide)}" height="${round(tall)}"/>`
}

function swatch(colour: string): Markup {
  return html`<svg class="sign" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><rect class="${colour}" width="14" height="14"/></svg>`
}

function colourOf(kind: TrafficKind): string {
  return layers.find(([each]) => each === kind)?.[1] ?? 'quiet'
}

function round(length: number): string {
  return String(Math.round(length * 10) / 10)
}
