import { test } from 'vitest'

/** A test for each fault or variant; they run side by side, as there is always one that waits for something. */
export function proveEach<Each extends { readonly id: string }>(
  all: readonly Each[],
  prove: (each: Each) => Promise<void>,
): void {
  for (const each of all) test.concurrent(each.id, () => prove(each))
}
