import { Slot } from './slot.ts'

/** Counts for each owner by itself, and says of every n-th time that it is one. */
export function everyNth(n: number): (owner: object) => boolean {
  const next = counter()
  return (owner) => next(owner) % n === 0
}

/** Counts likewise, and says of each time after the n-th that it is one. */
export function afterNth(n: number): (owner: object) => boolean {
  const next = counter()
  return (owner) => next(owner) > n
}

function counter(): (owner: object) => number {
  const counts = new Slot(() => 0)
  return (owner) => {
    const count = counts.of(owner) + 1
    counts.set(owner, count)
    return count
  }
}
