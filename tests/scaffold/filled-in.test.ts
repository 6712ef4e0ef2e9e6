import { expect, test } from 'vitest'
import { packageRoot } from '../../helpers/package-root.ts'
import { leftToFillIn } from './fill-in.ts'

test('nothing of a new check is left to be filled in', () => {
  expect(leftToFillIn(packageRoot)).toEqual([])
})
