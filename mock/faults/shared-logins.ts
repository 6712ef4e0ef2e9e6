import { setTimeout as sleep } from 'node:timers/promises'
import { Slot } from '../slot.ts'

interface Account {
  readonly username: string
  readonly password: string
}

/** User and password as one text, in which nobody sees where the one ends and the other begins. */
export function joined({ username, password }: Account): string {
  return `${username}${password}`
}

/** Looks a caller up, as the first of those that are looked up under the same key at the same time. */
export function inFlight<Found>(): (
  owner: object,
  key: string,
  lookUp: () => Promise<Found>,
) => Promise<Found> {
  const underWay = new Slot(() => new Map<string, Promise<Found>>())
  return (owner, key, lookUp) => {
    const flights = underWay.of(owner)
    const flight = flights.get(key)
    if (flight) return flight
    // It takes a moment, so that they meet.
    const begun = sleep(20)
      .then(lookUp)
      .finally(() => flights.delete(key))
    flights.set(key, begun)
    return begun
  }
}
