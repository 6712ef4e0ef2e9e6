import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../helpers/package-root.ts'

export const recipes = join(packageRoot, 'ci')

/** The text of a file in `ci/`. */
export function recipe(path: string): string {
  return readFileSync(join(recipes, path), 'utf8')
}
