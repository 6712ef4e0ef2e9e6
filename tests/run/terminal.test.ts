import { expect, test } from 'vitest'
import { canRedraw, isColoured } from '../../helpers/commands/terminal.ts'

test.for([
  [{}, true, true],
  [{}, false, false],
  [{ TERM: 'xterm' }, true, true],
  [{ TERM: 'dumb' }, true, false],
  [{ NO_COLOR: '1' }, true, false],
  [{ NO_COLOR: '' }, true, true],
  [{ FORCE_COLOR: '1' }, false, true],
  [{ FORCE_COLOR: '' }, false, true],
  [{ FORCE_COLOR: '0' }, true, false],
  [{ FORCE_COLOR: '1', TERM: 'dumb' }, false, true],
] as const)('%j on a terminal: %s, coloured: %s', ([environment, isTTY, coloured]) => {
  expect(isColoured(environment, { isTTY })).toBe(coloured)
})

test('a dumb terminal draws nothing anew', () => {
  expect(canRedraw({ TERM: 'dumb' }, { isTTY: true })).toBe(false)
  expect(canRedraw({ TERM: 'xterm' }, { isTTY: true })).toBe(true)
})
