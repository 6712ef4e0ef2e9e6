/** One thing that was measured. */
export interface Figure {
  /** What it is of, as a column of the table. */
  readonly name: string
  readonly value: number
  readonly unit: 's' | 'ms' | 'MB' | '×' | 'requests'
  /** What it is to stay below, where that is promised. */
  readonly limit?: number
}

export function figure(name: string, value: number, unit: Figure['unit'], limit?: number): Figure {
  const digits = unit === 'MB' || unit === 'requests' ? 1 : 3
  return { name, value: Number(value.toFixed(digits)), unit, ...(limit !== undefined && { limit }) }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted[Math.floor(sorted.length / 2)]
  if (middle === undefined) throw new Error('there is no median of nothing')
  return middle
}

/** The figures in lines, each with its limit and whether it is kept. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, limit }) => {
    const told = limit === undefined ? '' : `limit ${limit} ${unit}`
    return [name, `${value} ${unit}`, told, limit === undefined ? '' : value <= limit ? 'kept' : 'NOT KEPT']
  })
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0))
  const widths = [width(0), width(1), width(2), 0]
  return rows
    .map((row) =>
      row
        .map((cell, at) => (at === 1 ? cell.padStart(widths[1] ?? 0) : cell.padEnd(widths[at] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
