/** Made when it is first needed: the first of any language takes 20 ms, which the start of a server need not wait for. */
let format: Intl.DateTimeFormat | undefined

/** The last second that was asked for: a search writes the same few over and over. */
const written = { second: Number.NaN, text: '' }

/** A time in the calendar that the search shows, such as `1402/09/30 18:06:15`. */
export function persianDate(time: number): string {
  const second = Math.floor(time / 1_000)
  if (second !== written.second) Object.assign(written, { second, text: spelled(time) })
  return written.text
}

function spelled(time: number): string {
  format ??= new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
    timeZone: 'Asia/Tehran',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, value]))
  const pick = (...types: readonly Intl.DateTimeFormatPartTypes[]) =>
    types.map((type) => parts.get(type) ?? '')
  return `${pick('year', 'month', 'day').join('/')} ${pick('hour', 'minute', 'second').join(':')}`
}
