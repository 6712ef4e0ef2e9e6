/** By mistake, endpoint and share of the updates: how many of twenty runs, a seed each, found it. */
export type ChanceFound = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>

const runs = 20

/** What a default run finds of mistakes that happen to some updates only. */
export function renderChance(found: ChanceFound): string {
  const rows = Object.entries(found).flatMap(([what, byEndpoint]) =>
    Object.entries(byEndpoint).map(([endpoint, byShare]) => {
      const cells = sharesIn(found).map((share) => `${byShare[share]} of ${runs}`)
      return `| ${what} | ${endpoint} | ${cells.join(' | ')} |`
    }),
  )
  const shares = sharesIn(found)
  return [
    '## Mistakes that happen by chance',
    '',
    `A race, a cache or one node of several spoils some updates only. Here a proxy in front of the reference server spoils`,
    `each update with the probability given, and default runs with ${runs} seeds are counted in which some check failed.`,
    'A run judges the answer of every request, and reads every group again at the end.',
    '',
    `| an update | endpoint | ${shares.map((share) => `${Number(share) * 100} %`).join(' | ')} |`,
    `|---|---|${shares.map(() => '---|').join('')}`,
    ...rows,
    '',
  ].join('\n')
}

function sharesIn(found: ChanceFound): string[] {
  const shares = Object.values(found).flatMap((byEndpoint) => Object.values(byEndpoint).flatMap(Object.keys))
  return [...new Set(shares)].sort((a, b) => Number(b) - Number(a))
}
