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
  const widest = (texts: readonly string[]) => Math.max(...texts.map(({ length }) => length))
  const names = widest(figures.map(({ name }) => name))
  const values = widest(figures.map(({ value }) => String(value)))
  return figures
    .map(({ name, value, unit, limit }) => {
      const measured = `${name.padEnd(names)}  ${String(value).padStart(values)} ${unit}`
      if (limit === undefined) return measured
      return `${measured}, limit ${limit} ${unit}: ${value <= limit ? 'kept' : 'NOT KEPT'}`
    })
    .join('\n')
}
