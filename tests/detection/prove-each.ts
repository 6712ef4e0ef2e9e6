import { test } from 'vitest'

/** On these, checks wait for the clock or for a slow server: they wait side by side. */
const waiting: ReadonlySet<string> = new Set([
  'autodialer-busy-500',
  'autodialer-date-in-seconds',
  'autodialer-slow',
  'sqs-created-reset-seconds',
  'sqs-date-http',
  'sqs-date-iranian',
  'sqs-dates-space',
  'sqs-no-create',
  'sqs-no-remove',
  'sqs-no-siblings',
  'sqs-slow',
  'sqs-updated-at-epoch',
  'sqs-updated-to-second',
  'sqs-xml-byte-order-mark',
])

/** A test for each fault or variant. */
export function proveEach<Each extends { readonly id: string }>(
  all: readonly Each[],
  prove: (each: Each) => Promise<void>,
): void {
  for (const each of all.filter(({ id }) => waiting.has(id))) test.concurrent(each.id, () => prove(each))
  for (const each of all.filter(({ id }) => !waiting.has(id))) test(each.id, () => prove(each))
}
