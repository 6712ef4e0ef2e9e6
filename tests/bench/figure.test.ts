import { expect, test } from 'vitest'
import { figure, median, table } from '../../bench/figure.ts'

test('a limit that is not kept is told beside the one that is', () => {
  const lines = table([
    figure('a run', 1.23456, 's', 1.5),
    figure('suite ÷ bare', 2.5, '×', 2),
    figure('memory', 240.123, 'MB'),
  ])
  expect(lines.split('\n')).toEqual([
    'a run         1.235 s, limit 1.5 s: kept',
    'suite ÷ bare    2.5 ×, limit 2 ×: NOT KEPT',
    'memory        240.1 MB',
  ])
})

test('the median is the one in the middle, and of nothing there is none', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(() => median([])).toThrow('of nothing')
})
