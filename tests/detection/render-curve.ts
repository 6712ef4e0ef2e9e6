import { budgets, type Reach } from './reach.ts'

/** The share of faults that are found with a budget. */
export function renderCurve(reaches: readonly Reach[]): string[] {
  const share = (found: number, of: number) => `${Math.round((100 * found) / of)} % (${found})`
  return [
    '## What a budget finds',
    '',
    'Faults of MUST duties that a run with `--budget` finds, by its plan: a fault counts where a check that the proof holds',
    'it to is in the plan. What only the audit of all exchanges finds, and what comes round every so many updates, counts in',
    'the whole run alone, so a budget finds rather more than this. Most of these faults take one request of their own to',
    'be seen, such as one wrong password that is let in, and a correct refusal tells nothing of the next: 80 % of them in',
    '60 requests would be some seven with each. The requests to the first finding are those of a run in this order, one',
    'check at a time, set-up included.',
    '',
    `| endpoint | faults | ${budgets.map((budget) => `${budget} requests`).join(' | ')} | in full | requests to the first finding, median |`,
    `|---|---|${budgets.map(() => '---|').join('')}---|---|`,
    ...reaches.map(
      ({ endpoint, faults: of, found, inFull, requests, toFirst }) =>
        `| ${endpoint} | ${of} | ${budgets.map((budget) => share(found.get(budget) ?? 0, of)).join(' | ')} | ${share(inFull, of)}, ${requests} requests | ${toFirst} |`,
    ),
    '',
  ]
}
