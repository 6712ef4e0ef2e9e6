import { test } from 'vitest'

/** A test for each fault or variant; they run side by side, as there is always one that waits for something. */
export function proveEach<Each extends { readonly id: string; readonly behaviour?: string }>(
  all: readonly Each[],
  prove: (each: Each) => Promise<void>,
): void {
  for (const each of all) {
    // What comes of updates in flight together is a matter of time: on a busy machine they may not meet at first.
    const retry = each.behaviour === 'concurrency' ? 2 : 0
    test.concurrent(each.id, { retry }, () => prove(each))
  }
}
