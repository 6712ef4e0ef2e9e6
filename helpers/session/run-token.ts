import { randomInt } from 'node:crypto'

/** When a run began, to the minute, and what tells it from others of that minute: eight digits and small letters. */
export function runToken(now: Date): string {
  const minutes = Math.floor(now.getTime() / 60_000)
    .toString(36)
    .padStart(5, '0')
  return `${minutes.slice(-5)}${randomInt(36 ** 3)
    .toString(36)
    .padStart(3, '0')}`
}
